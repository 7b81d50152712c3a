package io.snapfleet.bench.launch;

import io.snapfleet.bench.measure.BenchException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does the same to several things at the same time. */
final class SideBySide {
  private SideBySide() {}

  /** Returns when all is done, or throws the first failure in the list's order. */
  static <T> void each(List<T> things, Consumer<T> work) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<? extends Future<?>> all =
          things.stream().map(thing -> threads.submit(() -> work.accept(thing))).toList();
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new BenchException(String.valueOf(failed.getMessage()), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", interrupted);
    }
  }
}

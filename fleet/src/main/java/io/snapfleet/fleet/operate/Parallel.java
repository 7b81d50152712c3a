package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.TierName;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Does the same for several things side by side, and returns when all of it has ended. */
final class Parallel {
  private Parallel() {}

  /** The answers by tier; the first failure is thrown once all have ended. */
  static <I, O> Map<TierName, O> map(Map<TierName, I> inputs, BiFunction<TierName, I, O> work) {
    Map<TierName, Future<O>> running = new LinkedHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      inputs.forEach(
          (tier, input) -> running.put(tier, threads.submit(() -> work.apply(tier, input))));
    }
    Map<TierName, O> answers = new EnumMap<>(TierName.class);
    running.forEach((tier, answer) -> answers.put(tier, get(answer)));
    return answers;
  }

  static <I> void each(Collection<I> inputs, Consumer<I> work) {
    List<Future<?>> running;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      running =
          inputs.stream()
              .<Future<?>>map(input -> threads.submit(() -> work.accept(input)))
              .toList();
    }
    running.forEach(Parallel::get);
  }

  private static <T> T get(Future<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(failed);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }
}

package io.snapfleet.vault.maintain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does one thing to many, some at a time, and passes on the first failure. */
final class Parallel {
  /** Enough to keep a remote store busy, few enough to hold their packs in memory. */
  private static final int AT_ONCE = 8;

  private Parallel() {}

  /** For work that mostly waits for the store. */
  static <T> void forEach(Collection<T> all, Consumer<T> work) {
    Semaphore free = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> started = new ArrayList<>();
      for (T one : all) {
        started.add(threads.submit(() -> run(free, work, one)));
      }
      started.forEach(Parallel::join);
    }
  }

  /** For work that holds a whole pack in memory and computes: one for each processor. */
  static <T> void forEachOnProcessors(Collection<T> all, Consumer<T> work) {
    int processors = Runtime.getRuntime().availableProcessors();
    try (var threads = Executors.newFixedThreadPool(processors)) {
      List<Future<?>> started = new ArrayList<>();
      for (T one : all) {
        started.add(threads.submit(() -> work.accept(one)));
      }
      started.forEach(Parallel::join);
    }
  }

  private static <T> void run(Semaphore free, Consumer<T> work, T one) {
    free.acquireUninterruptibly();
    try {
      work.accept(one);
    } finally {
      free.release();
    }
  }

  private static void join(Future<?> started) {
    try {
      started.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "Interrupted while the repository was worked on.", interrupted);
    } catch (ExecutionException failed) {
      throw rethrown(failed.getCause());
    }
  }

  private static RuntimeException rethrown(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(cause);
  }
}

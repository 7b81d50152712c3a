package io.snapfleet.vault.image;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One thread for each core, which take pieces of work until none is left or one has failed. */
final class Crew {

  private Crew() {}

  /** A worker, used by one thread alone. */
  interface Worker<T> extends AutoCloseable {
    void work(T piece) throws Exception;

    @Override
    default void close() throws Exception {}
  }

  /** Makes a worker, in the thread that will use it. */
  interface Hiring<T> {
    Worker<T> hire() throws Exception;
  }

  /** Returns when all pieces are done; throws what failed first. */
  static <T> void run(String name, List<T> pieces, Hiring<T> hiring) {
    int cores = Math.min(Runtime.getRuntime().availableProcessors(), pieces.size());
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < cores; i++) {
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name(name + "-" + i)
              .start(() -> workUntilDone(pieces, next, failure, hiring)));
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      failure.compareAndSet(null, new ImageException("The work on the image was interrupted.", e));
      Thread.currentThread().interrupt();
    }
    rethrow(failure.get());
  }

  private static <T> void workUntilDone(
      List<T> pieces,
      AtomicInteger next,
      AtomicReference<@Nullable Throwable> failure,
      Hiring<T> hiring) {
    try (Worker<T> worker = hiring.hire()) {
      for (int i = next.getAndIncrement();
          i < pieces.size() && failure.get() == null;
          i = next.getAndIncrement()) {
        worker.work(pieces.get(i));
      }
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
    }
  }

  private static void rethrow(@Nullable Throwable failure) {
    switch (failure) {
      case null -> {}
      case RuntimeException known -> throw known;
      case Error known -> throw known;
      default -> throw new ImageException(String.valueOf(failure.getMessage()), failure);
    }
  }
}

package io.snapfleet.cli.bake;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Work that cleans up when the process is told to end, as by Ctrl-C. */
final class Stoppable {
  /** How long cleaning up may take before the process ends all the same. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Stoppable() {}

  /** Runs in the calling thread, which is interrupted when the process is told to end. */
  static <T> T run(Supplier<T> work) {
    Thread worker = Thread.currentThread();
    CountDownLatch done = new CountDownLatch(1);
    Thread stop = new Thread(() -> stop(worker, done), "bake-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      return work.get();
    } finally {
      done.countDown();
      forget(stop);
    }
  }

  /** Waits for the work and not for its thread, which may be waiting for the process to end. */
  private static void stop(Thread worker, CountDownLatch done) {
    worker.interrupt();
    try {
      if (!done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println(
            "error: cleaning up did not end within " + PATIENCE.toSeconds() + " s, and is left");
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread stop) {
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException ending) {
      // The process is ending: the hook has been told that the work is done.
    }
  }
}

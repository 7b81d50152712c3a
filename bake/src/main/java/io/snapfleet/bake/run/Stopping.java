package io.snapfleet.bake.run;

import java.time.Duration;
import java.util.function.Supplier;

/** What is to be done where work is stopped before its end. */
public final class Stopping {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Stopping() {}

  /**
   * Does some work. Where its thread is interrupted meanwhile, that the work has begun is undone,
   * as far as that is possible in a short time.
   */
  public static <T> T undone(Supplier<T> work, Runnable undoing) {
    try {
      return work.get();
    } catch (BuildException failed) {
      if (Thread.currentThread().isInterrupted()) {
        Interruption.withstand(() -> undo(undoing, failed));
      }
      throw failed;
    }
  }

  private static void undo(Runnable undoing, BuildException stopped) {
    Thread thread =
        Thread.startVirtualThread(
            () -> {
              try {
                undoing.run();
              } catch (BuildException refused) {
                stopped.addSuppressed(refused);
              }
            });
    try {
      if (!thread.join(PATIENCE)) {
        thread.interrupt();
      }
    } catch (InterruptedException again) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}

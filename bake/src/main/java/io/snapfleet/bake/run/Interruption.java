package io.snapfleet.bake.run;

/** A run that somebody stops ends like one that fails: cleaned up. */
public final class Interruption {
  private Interruption() {}

  /** What is thrown where a wait was interrupted; the thread stays interrupted. */
  public static BuildException of(InterruptedException stopped) {
    Thread.currentThread().interrupt();
    return new BuildException("the build was stopped", stopped);
  }

  /**
   * @throws BuildException where the thread is interrupted
   */
  static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new BuildException("the build was stopped");
    }
  }

  /** Does what must be done although the thread is interrupted, which it is again afterwards. */
  public static void withstand(Runnable work) {
    boolean interrupted = Thread.interrupted();
    try {
      work.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

package io.snapfleet.vault.repository;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting that an interrupt ends early, leaving the thread interrupted. */
final class Pauses {
  private Pauses() {}

  static void of(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    for (long left = end - System.nanoTime();
        left > 0 && !Thread.currentThread().isInterrupted();
        left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}

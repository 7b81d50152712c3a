package io.snapfleet.fleet.state;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Calls something at an even pace on a thread of its own, until it is stopped or answers no. */
final class Heartbeat {
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Duration interval;
  private final BooleanSupplier beat;

  private Heartbeat(Duration interval, BooleanSupplier beat) {
    this.interval = interval;
    this.beat = beat;
  }

  static Heartbeat start(String name, Duration interval, BooleanSupplier beat) {
    Heartbeat heartbeat = new Heartbeat(interval, beat);
    Thread.ofVirtual().name(name).start(heartbeat::run);
    return heartbeat;
  }

  /** Does not interrupt: that would break a database connection in the middle of a beat. */
  void stop() {
    stopped.countDown();
  }

  private void run() {
    try {
      while (!stopped.await(interval.toMillis(), TimeUnit.MILLISECONDS) && goesOn()) {}
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A beat that the database refused is missed, not the last: the next one may come through. */
  private boolean goesOn() {
    try {
      return beat.getAsBoolean();
    } catch (StateException missed) {
      return true;
    }
  }
}

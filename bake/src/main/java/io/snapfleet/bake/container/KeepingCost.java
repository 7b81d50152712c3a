package io.snapfleet.bake.container;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What it takes to keep a step's result, against what it takes to make it again. An image of a
 * container has all that was written since the container began: after one large step, keeping the
 * results of small ones would take longer than all of them. Not thread-safe.
 */
final class KeepingCost {
  /** What takes no longer is not worth a thought. */
  private static final Duration SMALL = Duration.ofSeconds(2);

  private final Clock clock;
  private Duration last = Duration.ZERO;
  private Instant since;

  KeepingCost(Clock clock) {
    this.clock = clock;
    this.since = clock.instant();
  }

  /** Whether what was done since the last result was kept took as long as it took to keep that. */
  boolean isWorthIt() {
    return last.compareTo(SMALL) <= 0
        || Duration.between(since, clock.instant()).compareTo(last) >= 0;
  }

  /** Keeps a result, and learns how long that takes. */
  void measure(Runnable keeping) {
    Instant begun = clock.instant();
    keeping.run();
    since = clock.instant();
    last = Duration.between(begun, since);
  }
}

package io.snapfleet.fleet.operate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * By when all of a command must have ended, whatever the single deadlines allow: every wait is cut
 * to what is left, and no step begins after it. What was begun by then stays as it is, so that the
 * next operation goes on with it. Thread-safe.
 */
public final class TimeLimit {
  /** The least that is given to what has begun: one poll. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  /** Who connects gives up so long before the end of their time, rather than after it. */
  private static final Duration MARGIN = Duration.ofMillis(300);

  private final Clock clock;
  private final Duration given;
  private final @Nullable Instant end;

  private TimeLimit(Clock clock, Duration given, @Nullable Instant end) {
    this.clock = clock;
    this.given = given;
    this.end = end;
  }

  static TimeLimit none() {
    return new TimeLimit(Clock.systemUTC(), Duration.ZERO, null);
  }

  static TimeLimit in(Duration time, Clock clock) {
    return new TimeLimit(clock, time, clock.instant().plus(time));
  }

  boolean passed() {
    return end != null && clock.instant().plus(MARGIN).isAfter(end);
  }

  /** {@code wanted}, or what is left where that is less. */
  Duration atMost(Duration wanted) {
    if (end == null) {
      return wanted;
    }
    Duration left = Duration.between(clock.instant(), end);
    Duration usable = left.compareTo(LEAST) > 0 ? left : LEAST;
    return usable.compareTo(wanted) < 0 ? usable : wanted;
  }

  /** Fails when the limit has passed before this could begin. */
  void requireLeft(String next, String where) {
    if (passed()) {
      throw exceeded("before " + next, where, null);
    }
  }

  static boolean isReached(RuntimeException failure) {
    return failure instanceof OperationException known
        && known.kind() == OperationException.Kind.TIME_LIMIT;
  }

  /** The failure itself, unless it came of the limit: then that, with the failure as its reason. */
  RuntimeException judge(RuntimeException failure, String where) {
    return isReached(failure) || !passed()
        ? failure
        : exceeded("and " + failure.getMessage(), where, failure);
  }

  /**
   * @param when completes "the time limit of 90 s passed ..."
   */
  OperationException exceeded(String when, String where, @Nullable Throwable cause) {
    OperationException exceeded =
        new OperationException(
            OperationException.Kind.TIME_LIMIT,
            "the time limit of %d s passed %s".formatted(given.toSeconds(), when),
            where,
            "run the same command again: it goes on from here; give --timeout more, or leave it"
                + " out");
    if (cause != null) {
      exceeded.initCause(cause);
    }
    return exceeded;
  }
}

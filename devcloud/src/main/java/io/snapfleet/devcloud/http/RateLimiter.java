package io.snapfleet.devcloud.http;

import io.snapfleet.devcloud.RateLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Counts each token's calls in two sliding windows. Thread-safe. */
public final class RateLimiter {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final RateLimits limits;
  private final Clock clock;
  private final Map<String, Deque<Instant>> calls = new HashMap<>();

  public RateLimiter(RateLimits limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * What a call is told about its limits.
   *
   * @param refused there were too many calls before it
   * @param reset Unix time at which the oldest call leaves the window
   * @param retryAfterSeconds 0 unless too many came within a minute
   */
  public record Standing(
      boolean refused, int limit, int remaining, long reset, long retryAfterSeconds) {}

  /** Counts a call; one that is refused does not count. */
  public synchronized Standing count(String token) {
    Instant now = clock.instant();
    Deque<Instant> window = calls.computeIfAbsent(token, any -> new ArrayDeque<>());
    while (!window.isEmpty() && !window.getFirst().isAfter(now.minus(HOUR))) {
      window.removeFirst();
    }
    long wait = secondsUntilBurstAllows(window, now);
    boolean refused = wait > 0 || window.size() >= limits.perHour();
    if (!refused) {
      window.addLast(now);
    }
    Instant oldest = window.isEmpty() ? now : window.getFirst();
    return new Standing(
        refused,
        limits.perHour(),
        Math.max(0, limits.perHour() - window.size()),
        oldest.plus(HOUR).getEpochSecond(),
        wait);
  }

  private long secondsUntilBurstAllows(Deque<Instant> window, Instant now) {
    if (limits.perMinute() == 0 || window.size() < limits.perMinute()) {
      return 0;
    }
    Instant frees =
        window.reversed().stream().skip(limits.perMinute() - 1L).findFirst().orElse(now);
    return Math.max(0, Duration.between(now, frees.plus(MINUTE)).plusMillis(999).toSeconds());
  }
}

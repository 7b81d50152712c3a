package io.snapfleet.remote;

import java.time.Duration;

/** A moment of the monotonic clock by which something must be done. */
record Deadline(long start, long end) {
  static Deadline in(Duration duration) {
    long now = System.nanoTime();
    return new Deadline(now, now + duration.toNanos());
  }

  boolean passed() {
    return end - System.nanoTime() <= 0;
  }

  /** At least a millisecond, because zero means "for ever" to many that wait. */
  Duration remaining() {
    return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
  }

  Duration remaining(Duration atMost) {
    Duration remaining = remaining();
    return remaining.compareTo(atMost) < 0 ? remaining : atMost;
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** For messages: {@code 0.3 s}, {@code 12 s}. */
  static String words(Duration duration) {
    long tenths = (duration.toMillis() + 50) / 100;
    return tenths % 10 == 0 ? tenths / 10 + " s" : tenths / 10 + "." + tenths % 10 + " s";
  }
}

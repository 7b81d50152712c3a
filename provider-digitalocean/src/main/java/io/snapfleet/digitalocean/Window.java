package io.snapfleet.digitalocean;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** At most so many calls in any stretch of a length. Not thread-safe. */
final class Window {
  private final Duration length;
  private final Deque<Instant> calls = new ArrayDeque<>();
  private long limit;

  Window(long limit, Duration length) {
    this.limit = limit;
    this.length = length;
  }

  void limit(long most) {
    limit = Math.max(1, most);
  }

  long limit() {
    return limit;
  }

  /** How long from now until one more call is within the limit; zero when it is now. */
  Duration wait(Instant now) {
    while (!calls.isEmpty() && !calls.peekFirst().plus(length).isAfter(now)) {
      calls.removeFirst();
    }
    if (calls.size() < limit) {
      return Duration.ZERO;
    }
    long mustLeave = calls.size() - limit + 1;
    Instant last = calls.stream().skip(mustLeave - 1).findFirst().orElse(now);
    return Duration.between(now, last.plus(length));
  }

  void called(Instant now) {
    calls.addLast(now);
  }
}

package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.ProviderException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps all calls made with one token inside its limits: 5,000 in an hour and 250 in a minute
 * unless the answers tell other ones. What others use of the same token is known from the answers.
 * A server whose answers tell no limit has none. Thread-safe.
 */
final class RateLimiter {
  private static final long BURSTS_AN_HOUR = 20;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Map<Key, RateLimiter> SHARED = new ConcurrentHashMap<>();

  private final Clock clock;
  private final Pause pause;
  private final Duration patience;
  private final Window hour = new Window(5_000, Duration.ofHours(1));
  private final Window burst = new Window(250, MINUTE);
  private Instant closedUntil = Instant.MIN;
  private boolean limited = true;

  private record Key(String endpoint, ApiToken token) {}

  RateLimiter(Clock clock, Pause pause, Duration patience) {
    this.clock = clock;
    this.pause = pause;
    this.patience = patience;
  }

  /** The one limiter of the token in this process. */
  static RateLimiter shared(
      String endpoint, ApiToken token, Clock clock, Pause pause, Duration patience) {
    return SHARED.computeIfAbsent(
        new Key(endpoint, token), key -> new RateLimiter(clock, pause, patience));
  }

  /** Whether calls have to be saved. */
  synchronized boolean limited() {
    return limited;
  }

  /**
   * Waits until a call may be made, and counts it.
   *
   * @throws ProviderException.RateLimited if that would take longer than a caller shall wait
   */
  void admit(String call) {
    Instant start = clock.instant();
    for (Duration wait = tryAdmit(); !wait.isZero(); wait = tryAdmit()) {
      if (Duration.between(start, clock.instant()).plus(wait).compareTo(patience) > 0) {
        throw exhausted(call, wait);
      }
      pause.now(wait, call);
    }
  }

  private synchronized Duration tryAdmit() {
    Instant now = clock.instant();
    Duration wait = limited ? longer(hour.wait(now), burst.wait(now)) : Duration.ZERO;
    if (closedUntil.isAfter(now)) {
      wait = longer(wait, Duration.between(now, closedUntil));
    }
    if (wait.isZero() && limited) {
      hour.called(now);
      burst.called(now);
    }
    return wait;
  }

  /** Learns from an answer. */
  synchronized void learn(Answer answer) {
    Answer.Limits limits = answer.limits();
    limited = limits.limit().isPresent() || answer.status() == 429;
    limits
        .limit()
        .ifPresent(
            most -> {
              hour.limit(most);
              burst.limit(Math.max(1, most / BURSTS_AN_HOUR));
            });
    if (answer.status() == 429) {
      close(clock.instant().plus(retryAfter(limits)));
    } else if (limits.remaining().orElse(1) == 0 && limits.reset().isPresent()) {
      close(resetOf(limits));
    }
  }

  private void close(Instant until) {
    closedUntil = until.isAfter(closedUntil) ? until : closedUntil;
  }

  /** What the refusal says; where it says nothing, or nonsense, a little while. */
  private Duration retryAfter(Answer.Limits limits) {
    if (limits.retryAfter().isPresent()) {
      String text = limits.retryAfter().get();
      if (text.matches("\\d{1,5}")) {
        return Duration.ofSeconds(Math.max(1, Long.parseLong(text)));
      }
    }
    Duration untilReset = Duration.between(clock.instant(), resetOf(limits));
    boolean exhausted = limits.remaining().orElse(1) == 0;
    return exhausted && untilReset.isPositive() ? untilReset : Duration.ofSeconds(5);
  }

  /** When the oldest call leaves the window; no later than an hour from now, whatever is said. */
  private Instant resetOf(Answer.Limits limits) {
    Instant latest = clock.instant().plus(Duration.ofHours(1));
    try {
      Instant reset = Instant.ofEpochSecond(limits.reset().orElse(0));
      return reset.isBefore(latest) ? reset : latest;
    } catch (DateTimeException absurd) {
      return latest;
    }
  }

  private static ProviderException exhausted(String call, Duration wait) {
    return new ProviderException.RateLimited(
        "DigitalOcean's rate limit for this token is used up for %d s, before %s"
            .formatted(wait.toSeconds() + 1, call),
        "Wait, use a token of its own for Snapfleet, or ask DigitalOcean for a higher limit.",
        wait);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}

package io.snapfleet.cli.output;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The running steps, in the order they started. Not thread-safe. */
final class StepTimes {
  private final Clock clock;
  private final Map<String, Running> running = new LinkedHashMap<>();

  StepTimes(Clock clock) {
    this.clock = clock;
  }

  private record Running(Instant since, String reason) {}

  void started(String step) {
    running.put(step, new Running(clock.instant(), ""));
  }

  /** Whether the reason is news. */
  boolean waiting(String step, String reason) {
    Running before = running.getOrDefault(step, new Running(clock.instant(), ""));
    running.put(step, new Running(before.since(), reason));
    return !reason.equals(before.reason());
  }

  /** Ends the step and says how long it ran; an unknown one ran no time at all. */
  String ended(String step) {
    Running ended = running.remove(step);
    return seconds(ended == null ? clock.instant() : ended.since());
  }

  List<String> lines() {
    return running.entrySet().stream()
        .map(entry -> line(entry.getKey(), entry.getValue()))
        .toList();
  }

  private String line(String step, Running state) {
    String reason = state.reason().isEmpty() ? "" : ": " + state.reason();
    return "  ..  " + step + "  " + seconds(state.since()) + reason;
  }

  private String seconds(Instant since) {
    Duration elapsed = Duration.between(since, clock.instant());
    return String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0);
  }
}

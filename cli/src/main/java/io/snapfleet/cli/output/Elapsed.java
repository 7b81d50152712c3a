package io.snapfleet.cli.output;

import java.time.Duration;
import java.util.Locale;

/** Durations as a person reads them. */
public final class Elapsed {
  private Elapsed() {}

  /** Such as {@code 0.2 s}, {@code 45.0 s} or {@code 3 min 5 s}. */
  public static String text(Duration duration) {
    return duration.compareTo(Duration.ofMinutes(1)) < 0
        ? String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0)
        : "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
  }

  /** For scripts: seconds and milliseconds. */
  public static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}

package io.snapfleet.fleet.spec;

import java.time.Duration;
import java.util.Map;

/** Reads amounts with a unit. Which are allowed is for the schema to say. */
final class Quantity {
  private static final Map<String, Long> BYTES =
      Map.of(
          "MB",
          1_000_000L,
          "GB",
          1_000_000_000L,
          "TB",
          1_000_000_000_000L,
          "MiB",
          1L << 20,
          "GiB",
          1L << 30,
          "TiB",
          1L << 40);
  private static final Map<String, Duration> DURATIONS =
      Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1));

  private Quantity() {}

  /** {@code 10GB} is ten thousand million bytes; {@code 10GiB} is ten times 1024 times 1024 KiB. */
  static long bytes(String text) {
    return Math.multiplyExact(amount(text), BYTES.getOrDefault(unit(text), 0L));
  }

  static Duration duration(String text) {
    return DURATIONS.getOrDefault(unit(text), Duration.ZERO).multipliedBy(amount(text));
  }

  private static long amount(String text) {
    return Long.parseLong(text.replaceAll("[A-Za-z]", ""));
  }

  private static String unit(String text) {
    return text.replaceAll("[0-9]", "");
  }
}

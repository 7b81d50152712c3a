package io.snapfleet.fleet.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The groups of like machines a fleet may have, in the order they start. */
public enum TierName {
  DATABASE,
  WEB,
  PROXY;

  /** As it is written in files, tags and output: {@code database}, {@code web}, {@code proxy}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<TierName> of(String text) {
    return Arrays.stream(values()).filter(tier -> tier.text().equals(text)).findFirst();
  }
}

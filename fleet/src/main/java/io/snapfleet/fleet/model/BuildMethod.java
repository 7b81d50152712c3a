package io.snapfleet.fleet.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a machine comes to its software. */
public enum BuildMethod {
  /** A plain machine on which the recipe installs. */
  REGULAR,
  /** A plain machine overwritten with the archive of the first web machine. */
  BACKUP,
  /** Booted from an image of a snapshot set. */
  SNAPSHOT;

  /** As it is written in files, options and output. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<BuildMethod> of(String text) {
    return Arrays.stream(values()).filter(method -> method.text().equals(text)).findFirst();
  }
}

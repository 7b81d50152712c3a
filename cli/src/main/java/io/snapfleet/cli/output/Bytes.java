package io.snapfleet.cli.output;

import java.util.Locale;

/** Sizes as a person reads them. */
public final class Bytes {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
  private static final int STEP = 1000;

  private Bytes() {}

  /** Such as {@code 812 B} or {@code 1.4 GB}; a kB is 1000 bytes. */
  public static String text(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= STEP && unit < UNITS.length - 1) {
      size /= STEP;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }
}

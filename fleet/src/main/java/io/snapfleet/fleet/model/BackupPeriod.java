package io.snapfleet.fleet.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a backup was made, which decides how long it is kept. */
public enum BackupPeriod {
  HOURLY,
  DAILY,
  WEEKLY,
  MONTHLY,
  /** On the same day of every other month, January first. */
  BIMONTHLY,
  /** Because somebody asked for it; never on a schedule. */
  MANUAL;

  /** As it is written in files, tags and output. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<BackupPeriod> of(String text) {
    return Arrays.stream(values()).filter(period -> period.text().equals(text)).findFirst();
  }
}

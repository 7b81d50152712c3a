package io.snapfleet.fleet.operate;

import java.time.Duration;

/** Ages as people say them, in their largest unit. */
public final class Ages {
  private Ages() {}

  /** Such as {@code 45 s}, {@code 10 min}, {@code 3 h} or {@code 21 days}; rounded down. */
  public static String text(Duration age) {
    if (age.toMinutes() < 2) {
      return age.toSeconds() + " s";
    }
    if (age.toHours() < 2) {
      return age.toMinutes() + " min";
    }
    return age.toDays() < 2 ? age.toHours() + " h" : age.toDays() + " days";
  }
}

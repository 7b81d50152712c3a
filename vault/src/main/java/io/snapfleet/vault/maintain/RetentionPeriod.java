package io.snapfleet.vault.maintain;

import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;

/** The stretches of time of which a policy keeps one snapshot each. */
public enum RetentionPeriod {
  /** Every snapshot is one of its own. */
  LAST("last"),
  HOURLY("hourly"),
  DAILY("daily"),
  /** Weeks begin on Monday; the first one of a year has its first Thursday. */
  WEEKLY("weekly"),
  MONTHLY("monthly"),
  YEARLY("yearly");

  private final String word;

  RetentionPeriod(String word) {
    this.word = word;
  }

  /** The word for it in reasons and options. */
  public String word() {
    return word;
  }

  /** Equal for snapshots of the same stretch. The position counts them from the newest. */
  long stretch(ZonedDateTime time, int position) {
    long year = time.getYear();
    long day = (year * 100 + time.getMonthValue()) * 100 + time.getDayOfMonth();
    return switch (this) {
      case LAST -> position;
      case HOURLY -> day * 100 + time.getHour();
      case DAILY -> day;
      case WEEKLY ->
          time.get(IsoFields.WEEK_BASED_YEAR) * 100L + time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case MONTHLY -> year * 100 + time.getMonthValue();
      case YEARLY -> year;
    };
  }
}

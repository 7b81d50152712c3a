package io.snapfleet.vault.maintain;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A span as restic writes it: {@code 1y6m14d12h}; each part may be missing, not all of them. */
public record CalendarSpan(int years, int months, int days, int hours) {
  private static final Pattern FORM =
      Pattern.compile("(?:(\\d{1,6})y)?(?:(\\d{1,6})m)?(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?");

  public CalendarSpan {
    if (years < 0 || months < 0 || days < 0 || hours < 0 || years + months + days + hours == 0) {
      throw new IllegalArgumentException("A span is longer than nothing; write it as 1y6m14d12h.");
    }
  }

  public static CalendarSpan parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (text.isBlank() || !form.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no span of time; write years, months, days and hours as 1y6m14d12h."
              .formatted(text));
    }
    return new CalendarSpan(
        number(form.group(1)), number(form.group(2)), number(form.group(3)), number(form.group(4)));
  }

  /** The moment this long before; days that the month does not have run on into the next. */
  ZonedDateTime before(ZonedDateTime moment) {
    LocalDate date =
        LocalDate.of(moment.getYear(), 1, 1)
            .minusYears(years)
            .plusMonths(moment.getMonthValue() - 1L - months)
            .plusDays(moment.getDayOfMonth() - 1L - days);
    return date.atTime(moment.toLocalTime()).atZone(moment.getZone()).minusHours(hours);
  }

  @Override
  public String toString() {
    return part(years, "y") + part(months, "m") + part(days, "d") + part(hours, "h");
  }

  private static String part(int number, String unit) {
    return number == 0 ? "" : number + unit;
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}

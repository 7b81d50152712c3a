package io.snapfleet.vault.format;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Moments as Go writes them in JSON: RFC 3339 with as many digits of a second as it takes. */
final class GoTime {
  private static final long DAY = 86_400;
  private static final long YEAR_ZERO = -62_167_219_200L;
  private static final long YEAR_10000 = 253_402_300_800L;

  private GoTime() {}

  /** Writes a moment as a clock of the zone shows it; years outside 0 to 9999 are brought in. */
  static String format(Instant moment, ZoneId zone) {
    int offset =
        zone instanceof ZoneOffset fixed
            ? fixed.getTotalSeconds()
            : zone.getRules().getOffset(moment).getTotalSeconds();
    long seconds =
        Math.clamp(moment.getEpochSecond() + offset, YEAR_ZERO + DAY, YEAR_10000 - DAY - 1);
    byte[] out = new byte[35];
    int at = date(out, Math.floorDiv(seconds, DAY));
    at = clock(out, at, (int) Math.floorMod(seconds, DAY));
    at = fraction(out, at, moment.getNano());
    at = zone(out, at, offset / 60);
    return new String(out, 0, at, StandardCharsets.US_ASCII);
  }

  static Instant parse(String text) {
    return parseOffset(text).toInstant();
  }

  static OffsetDateTime parseOffset(String text) {
    return new GoTimeParser(text).parse();
  }

  /** Days since 1970 as a date of the Gregorian calendar; Howard Hinnant's civil_from_days. */
  private static int date(byte[] out, long days) {
    long z = days + 719_468;
    long era = Math.floorDiv(z, 146_097);
    int ofEra = (int) (z - era * 146_097);
    int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    int dayOfYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shifted = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * shifted + 2) / 5 + 1;
    int month = shifted < 10 ? shifted + 3 : shifted - 9;
    int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
    two(out, 0, year / 100);
    two(out, 2, year % 100);
    out[4] = '-';
    two(out, 5, month);
    out[7] = '-';
    two(out, 8, day);
    out[10] = 'T';
    return 11;
  }

  private static int clock(byte[] out, int at, int seconds) {
    two(out, at, seconds / 3600);
    out[at + 2] = ':';
    two(out, at + 3, seconds / 60 % 60);
    out[at + 5] = ':';
    two(out, at + 6, seconds % 60);
    return at + 8;
  }

  private static int fraction(byte[] out, int at, int nanos) {
    if (nanos == 0) {
      return at;
    }
    out[at] = '.';
    int rest = nanos;
    int end = at;
    for (int i = at + 9; i > at; i--) {
      out[i] = (byte) ('0' + rest % 10);
      if (end == at && rest % 10 != 0) {
        end = i;
      }
      rest /= 10;
    }
    return end + 1;
  }

  private static int zone(byte[] out, int at, int minutes) {
    if (minutes == 0) {
      out[at] = 'Z';
      return at + 1;
    }
    out[at] = (byte) (minutes < 0 ? '-' : '+');
    two(out, at + 1, Math.abs(minutes) / 60);
    out[at + 3] = ':';
    two(out, at + 4, Math.abs(minutes) % 60);
    return at + 6;
  }

  private static void two(byte[] out, int at, int number) {
    out[at] = (byte) ('0' + number / 10);
    out[at + 1] = (byte) ('0' + number % 10);
  }
}

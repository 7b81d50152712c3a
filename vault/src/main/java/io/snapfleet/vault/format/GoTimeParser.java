package io.snapfleet.vault.format;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads one moment of RFC 3339. */
final class GoTimeParser {
  private final String text;
  private int at;

  GoTimeParser(String text) {
    this.text = text;
  }

  OffsetDateTime parse() {
    try {
      int year = digits(4);
      int month = digits('-', 2);
      int day = digits('-', 2);
      int hour = digits('T', 2);
      int minute = digits(':', 2);
      int second = digits(':', 2);
      int nanos = fraction();
      ZoneOffset zone = zone();
      if (at != text.length()) {
        throw wrong();
      }
      return OffsetDateTime.of(year, month, day, hour, minute, second, nanos, zone);
    } catch (DateTimeException e) {
      throw wrong();
    }
  }

  private int fraction() {
    if (at == text.length() || text.charAt(at) != '.') {
      return 0;
    }
    at++;
    int from = at;
    int value = 0;
    int scale = 1_000_000_000;
    while (at < text.length() && isDigit(text.charAt(at))) {
      if (scale > 1) {
        value = value * 10 + (text.charAt(at) - '0');
        scale /= 10;
      }
      at++;
    }
    if (at == from) {
      throw wrong();
    }
    return value * scale;
  }

  private ZoneOffset zone() {
    if (at == text.length()) {
      throw wrong();
    }
    char sign = text.charAt(at++);
    if (sign == 'Z') {
      return ZoneOffset.UTC;
    }
    if (sign != '+' && sign != '-') {
      throw wrong();
    }
    int minutes = digits(2) * 60 + digits(':', 2);
    return ZoneOffset.ofTotalSeconds((sign == '-' ? -60 : 60) * minutes);
  }

  private int digits(char before, int count) {
    if (at == text.length() || text.charAt(at++) != before) {
      throw wrong();
    }
    return digits(count);
  }

  private int digits(int count) {
    if (text.length() - at < count) {
      throw wrong();
    }
    int value = 0;
    for (int i = 0; i < count; i++) {
      char c = text.charAt(at++);
      if (!isDigit(c)) {
        throw wrong();
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private FormatException wrong() {
    return new FormatException("not a moment of RFC 3339: " + Shown.shortened(text));
  }
}

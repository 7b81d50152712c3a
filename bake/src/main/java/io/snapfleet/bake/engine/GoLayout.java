package io.snapfleet.bake.engine;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Go's way to write times: a layout shows how Monday, 2 January 2006, 15:04:05 would look. */
public final class GoLayout {
  /** Longer pieces come before those they begin with. Zones are those of UTC. */
  private static final Map<String, String> PIECES = new LinkedHashMap<>();

  static {
    PIECES.put("January", "MMMM");
    PIECES.put("Monday", "EEEE");
    PIECES.put("2006", "yyyy");
    PIECES.put("Jan", "MMM");
    PIECES.put("Mon", "EEE");
    PIECES.put("MST", "'UTC'");
    PIECES.put("002", "DDD");
    PIECES.put("__2", "pppD");
    PIECES.put("01", "MM");
    PIECES.put("02", "dd");
    PIECES.put("03", "hh");
    PIECES.put("04", "mm");
    PIECES.put("05", "ss");
    PIECES.put("06", "yy");
    PIECES.put("15", "HH");
    PIECES.put("PM", "a");
    PIECES.put("_2", "ppd");
    PIECES.put("-07:00:00", "'+00:00:00'");
    PIECES.put("-070000", "'+000000'");
    PIECES.put("-07:00", "'+00:00'");
    PIECES.put("-0700", "'+0000'");
    PIECES.put("-07", "'+00'");
    PIECES.put("Z07:00:00", "'Z'");
    PIECES.put("Z070000", "'Z'");
    PIECES.put("Z07:00", "'Z'");
    PIECES.put("Z0700", "'Z'");
    PIECES.put("Z07", "'Z'");
    PIECES.put("1", "M");
    PIECES.put("2", "d");
    PIECES.put("3", "h");
    PIECES.put("4", "m");
    PIECES.put("5", "s");
  }

  private GoLayout() {}

  /** The moment in UTC, written like the layout. */
  public static String format(Instant moment, String layout) {
    ZonedDateTime time = moment.atZone(ZoneOffset.UTC);
    StringBuilder written = new StringBuilder();
    int at = 0;
    while (at < layout.length()) {
      int taken = fraction(layout, at, time, written);
      if (taken == 0) {
        taken = piece(layout, at, time, written);
      }
      if (taken == 0) {
        written.append(layout.charAt(at));
      }
      at += Math.max(1, taken);
    }
    return written.toString();
  }

  private static int piece(String layout, int at, ZonedDateTime time, StringBuilder written) {
    if (layout.startsWith("pm", at)) {
      written.append(formatted(time, "a").toLowerCase(Locale.ROOT));
      return 2;
    }
    Optional<String> piece =
        PIECES.keySet().stream().filter(one -> isAt(one, layout, at)).findFirst();
    piece.ifPresent(one -> written.append(formatted(time, PIECES.getOrDefault(one, ""))));
    return piece.map(String::length).orElse(0);
  }

  private static boolean isAt(String piece, String layout, int at) {
    if (!layout.startsWith(piece, at)) {
      return false;
    }
    int end = at + piece.length();
    return switch (piece) {
      case "Jan", "Mon" -> end == layout.length() || !isLowerCase(layout.charAt(end));
      case "_2" -> !layout.startsWith("006", end);
      default -> true;
    };
  }

  /** {@code .000} keeps the zeros, {@code .999} drops those at the end. */
  private static int fraction(String layout, int at, ZonedDateTime time, StringBuilder written) {
    char sign = layout.charAt(at);
    if ((sign != '.' && sign != ',') || at + 1 == layout.length()) {
      return 0;
    }
    char digit = layout.charAt(at + 1);
    int end = at + 1;
    while (end < layout.length() && layout.charAt(end) == digit) {
      end++;
    }
    boolean isFraction = digit == '0' || digit == '9';
    if (!isFraction || (end < layout.length() && Character.isDigit(layout.charAt(end)))) {
      return 0;
    }
    String digits = "%09d".formatted(time.getNano());
    digits =
        digits.substring(0, Math.min(9, end - at - 1)) + "0".repeat(Math.max(0, end - at - 10));
    if (digit == '9') {
      digits = digits.replaceFirst("0+$", "");
    }
    written.append(digits.isEmpty() ? "" : sign + digits);
    return end - at;
  }

  private static boolean isLowerCase(char character) {
    return character >= 'a' && character <= 'z';
  }

  private static String formatted(ZonedDateTime time, String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
  }
}

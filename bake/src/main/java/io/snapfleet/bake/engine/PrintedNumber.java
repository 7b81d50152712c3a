package io.snapfleet.bake.engine;

import java.util.Locale;

/** A number as Go's printf shows it. */
final class PrintedNumber {
  private static final int USUAL_PRECISION = 6;

  private final Directive directive;

  PrintedNumber(Directive directive) {
    this.directive = directive;
  }

  String of(long number) {
    if (directive.has('#')) {
      throw directive.refused(number);
    }
    return switch (directive.verb()) {
      case 'b' -> whole(number, 2, "");
      case 'o' -> whole(number, 8, "");
      case 'O' -> whole(number, 8, "0o");
      case 'x' -> whole(number, 16, "");
      case 'X' -> whole(number, 16, "").toUpperCase(Locale.ROOT);
      case 'c' -> directive.padded(character(number));
      case 'U' ->
          directive.padded(
              "U+" + atLeast(codePoint(number), Math.max(4, directive.precision())), false);
      case 'q' -> throw directive.refused(number);
      default -> whole(number, 10, "");
    };
  }

  private static String codePoint(long number) {
    return Long.toHexString(number).toUpperCase(Locale.ROOT);
  }

  private static String character(long number) {
    boolean none =
        number < 0
            || number > Character.MAX_CODE_POINT
            || (number >= Character.MIN_SURROGATE && number <= Character.MAX_SURROGATE);
    return Character.toString(none ? 0xFFFD : (int) number);
  }

  /** Zeros that fill the width count as digits, unless there is a precision. */
  private String whole(long number, int base, String prefix) {
    if (number == 0 && directive.precision() == 0) {
      return directive.padded("", false);
    }
    String sign = number < 0 ? "-" : positive();
    int digits = directive.precision();
    if (digits < 0 && directive.zeros()) {
      digits = directive.width() - sign.length();
    }
    String shown = atLeast(Long.toUnsignedString(Math.abs(number), base), digits);
    return directive.padded(sign + prefix + shown, false);
  }

  private static String atLeast(String digits, int count) {
    return "0".repeat(Math.max(0, count - digits.length())) + digits;
  }

  private String positive() {
    if (directive.has('+') && directive.verb() != 'v') {
      return "+";
    }
    return directive.has(' ') ? " " : "";
  }

  String of(double number) {
    if (directive.has('#')) {
      throw directive.refused(number);
    }
    boolean negative = Double.doubleToRawLongBits(number) < 0;
    String sign = negative ? "-" : positive();
    String shown = fraction(Math.abs(number));
    if (directive.zeros()) {
      int missing = directive.width() - sign.length() - shown.length();
      return sign + "0".repeat(Math.max(0, missing)) + shown;
    }
    return directive.padded(sign + shown, false);
  }

  private String fraction(double number) {
    int given = directive.precision();
    int precision = given < 0 ? USUAL_PRECISION : given;
    return switch (directive.verb()) {
      case 'e' -> GoFraction.exponent(number, precision);
      case 'E' -> GoFraction.exponent(number, precision).toUpperCase(Locale.ROOT);
      case 'f', 'F' -> GoFraction.plain(number, precision);
      case 'G' -> GoFraction.shorter(number, given).toUpperCase(Locale.ROOT);
      default -> GoFraction.shorter(number, given);
    };
  }
}

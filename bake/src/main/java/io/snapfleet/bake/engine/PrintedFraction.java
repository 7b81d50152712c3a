package io.snapfleet.bake.engine;

import java.util.Locale;

/** A number with a fraction as Go's printf shows it. */
final class PrintedFraction {
  private static final int USUAL_PRECISION = 6;

  private final Directive directive;

  private PrintedFraction(Directive directive) {
    this.directive = directive;
  }

  static String of(Directive directive, double number) {
    String sign = directive.sign(Double.doubleToRawLongBits(number) < 0);
    String digits = new PrintedFraction(directive).digits(Math.abs(number));
    if (directive.zeros()) {
      int missing = directive.width() - sign.length() - digits.length();
      return sign + "0".repeat(Math.max(0, missing)) + digits;
    }
    return directive.padded(sign + digits, false);
  }

  private String digits(double number) {
    int given = directive.precision();
    int precision = given < 0 ? USUAL_PRECISION : given;
    String digits =
        switch (directive.verb()) {
          case 'b' -> BinaryFraction.whole(number);
          case 'x', 'X' -> BinaryFraction.hexadecimal(number, given);
          case 'e', 'E' -> GoFraction.exponent(number, precision);
          case 'f', 'F' -> GoFraction.plain(number, precision);
          default -> GoFraction.shorter(number, given);
        };
    if (directive.has('#') && directive.verb() != 'b') {
      digits = withPoint(digits);
    }
    return directive.isOneOf("XEG") ? digits.toUpperCase(Locale.ROOT) : digits;
  }

  /**
   * With a point, and with zeros after it where the verb leaves them out. As in Go, {@code X} keeps
   * them out, and {@code x} counts its own prefix among the digits.
   */
  private String withPoint(String digits) {
    int tail = digits.indexOf(directive.isOneOf("xX") ? 'p' : 'e');
    int end = tail < 0 ? digits.length() : tail;
    String number = digits.substring(0, end);
    int given = directive.precision();
    int wanted = !directive.isOneOf("vgGx") ? 0 : given < 0 ? USUAL_PRECISION : given;
    int there = number.equals("0") ? 1 : number.replace(".", "").replaceFirst("^0+", "").length();
    return number
        + (number.contains(".") ? "" : ".")
        + "0".repeat(Math.max(0, wanted - there))
        + digits.substring(end);
  }
}

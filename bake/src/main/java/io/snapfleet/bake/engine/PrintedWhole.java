package io.snapfleet.bake.engine;

import java.util.Locale;

/** A whole number as Go's printf shows it. */
final class PrintedWhole {
  private final Directive directive;
  private final long number;

  private PrintedWhole(Directive directive, long number) {
    this.directive = directive;
    this.number = number;
  }

  static String of(Directive directive, long number) {
    PrintedWhole printed = new PrintedWhole(directive, number);
    return switch (directive.verb()) {
      case 'b' -> printed.inBase(2);
      case 'o', 'O' -> printed.inBase(8);
      case 'x' -> printed.inBase(16);
      case 'X' -> printed.inBase(16).toUpperCase(Locale.ROOT);
      case 'c' -> directive.padded(Character.toString(printed.character()));
      case 'q' -> directive.padded(GoQuotes.character(printed.character(), directive.has('+')));
      case 'U' -> directive.padded(printed.codePoint(), false);
      default -> printed.inBase(10);
    };
  }

  /** Zeros that fill the width count as digits, unless there is a precision. */
  private String inBase(int base) {
    if (number == 0 && directive.precision() == 0) {
      return directive.padded("", false);
    }
    String sign = directive.sign(number < 0);
    int least = directive.precision();
    if (least < 0 && directive.zeros()) {
      least = directive.width() - sign.length();
    }
    String digits = atLeast(Long.toUnsignedString(Math.abs(number), base), least);
    return directive.padded(sign + prefix(base, digits) + digits, false);
  }

  private String prefix(int base, String digits) {
    boolean wanted = directive.has('#');
    return switch (base) {
      case 2 -> wanted ? "0b" : "";
      case 8 ->
          (directive.verb() == 'O' ? "0o" : "") + (wanted && digits.charAt(0) != '0' ? "0" : "");
      case 16 -> wanted ? "0x" : "";
      default -> "";
    };
  }

  private static String atLeast(String digits, int count) {
    return "0".repeat(Math.max(0, count - digits.length())) + digits;
  }

  private int character() {
    boolean known =
        number >= 0
            && number <= Character.MAX_CODE_POINT
            && (number < Character.MIN_SURROGATE || number > Character.MAX_SURROGATE);
    return known ? (int) number : GoQuotes.REPLACEMENT;
  }

  private String codePoint() {
    String digits = Long.toHexString(number).toUpperCase(Locale.ROOT);
    String code = "U+" + atLeast(digits, Math.max(4, directive.precision()));
    boolean shown =
        directive.has('#')
            && number >= 0
            && number <= Character.MAX_CODE_POINT
            && GoQuotes.isPrintable((int) number);
    return shown ? code + " '" + Character.toString((int) number) + "'" : code;
  }
}

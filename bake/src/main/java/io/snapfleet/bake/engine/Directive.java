package io.snapfleet.bake.engine;

import java.util.regex.Matcher;

/**
 * What a format says of one value.
 *
 * @param flags of {@code -+# 0}
 * @param width at least so many characters
 * @param precision -1 where none is given
 */
record Directive(String written, String flags, int width, int precision, char verb) {
  /** Go refuses wider ones as well. */
  private static final int WIDEST = 1_000_000;

  static Directive of(Matcher matcher) {
    String precision = matcher.group("precision");
    if (matcher.group("width").equals("*") || ".*".equals(precision)) {
      throw new FunctionException("printf takes no width or precision from its arguments here: *");
    }
    if (matcher.group("verb").equals("[")) {
      throw new FunctionException("printf takes its arguments in their order here, not by %[n]");
    }
    return new Directive(
        matcher.group(),
        matcher.group("flags"),
        size(matcher.group("width")),
        precision == null ? -1 : size(precision.substring(1)),
        matcher.group("verb").charAt(0));
  }

  private static int size(String digits) {
    if (digits.isEmpty()) {
      return 0;
    }
    if (digits.length() > 7 || Integer.parseInt(digits) > WIDEST) {
      throw new FunctionException("printf has a width of " + digits + ", which is too wide");
    }
    return Integer.parseInt(digits);
  }

  boolean has(char flag) {
    return flags.indexOf(flag) >= 0;
  }

  /** Zeros go on the left alone. */
  boolean zeros() {
    return has('0') && !has('-');
  }

  /** Whether it has nothing but its verb. */
  boolean isPlain() {
    return written.length() == 2;
  }

  String padded(String shown) {
    return padded(shown, zeros());
  }

  String padded(String shown, boolean zeros) {
    int missing = width - shown.codePointCount(0, shown.length());
    if (missing <= 0) {
      return shown;
    }
    return has('-') ? shown + " ".repeat(missing) : (zeros ? "0" : " ").repeat(missing) + shown;
  }

  FunctionException refused(Object value) {
    return new FunctionException(
        "printf knows no " + written + " for a value of type " + Values.kind(value) + " here");
  }
}

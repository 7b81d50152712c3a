package io.snapfleet.bake.engine;

import io.snapfleet.provider.input.Quoted;
import java.math.BigInteger;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number as it is written in a template.
 *
 * @param value a {@code Long}, a {@code Double} or a {@link GoComplex}
 * @param whole what a function of whole numbers takes it for, which it may also be where it is
 *     written as a fraction
 */
record GoNumber(Object value, OptionalLong whole) {
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
  private static final Pattern HEXADECIMAL =
      Pattern.compile("[-+]?0[xX]([0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][-+]?[0-9]+");

  /** Where one does not stand between two digits, or between a prefix and a digit. */
  private static final Pattern STRAY_UNDERSCORE =
      Pattern.compile("(?<![0-9]|^[-+]?0[bBoO])_|_(?![0-9])");

  private static final Pattern STRAY_UNDERSCORE_OF_HEXADECIMAL =
      Pattern.compile("(?<![0-9a-fA-F]|^[-+]?0[xX])_|_(?![0-9a-fA-F])");

  /** A sign between them is none of an exponent. */
  private static final Pattern BOTH_PARTS = Pattern.compile("(.*[^eEpP])([-+].*)");

  /**
   * @param offset in its template, for what is said about it
   */
  static GoNumber parse(String written, int offset) {
    try {
      if (written.endsWith("i")) {
        return of(complex(written.substring(0, written.length() - 1)));
      }
      return isWhole(written) ? of(whole(written)) : of(fraction(written));
    } catch (NumberFormatException _) {
      throw new EngineException(
          offset, Quoted.of(written) + " is not a number, or too large for one");
    }
  }

  static GoNumber of(long whole) {
    return new GoNumber(whole, OptionalLong.of(whole));
  }

  private static GoNumber of(double fraction) {
    long whole = (long) fraction;
    return new GoNumber(
        fraction, whole == fraction ? OptionalLong.of(whole) : OptionalLong.empty());
  }

  private static GoNumber of(GoComplex complex) {
    return new GoNumber(
        complex, complex.imaginary() == 0 ? of(complex.real()).whole() : OptionalLong.empty());
  }

  private static boolean isWhole(String written) {
    return isHexadecimal(written) ? !written.matches(".*[.pP].*") : !written.matches(".*[.eEpP].*");
  }

  private static boolean isHexadecimal(String written) {
    return written.matches("[-+]?0[xX].*");
  }

  private static String withoutUnderscores(String written) {
    Pattern stray = isHexadecimal(written) ? STRAY_UNDERSCORE_OF_HEXADECIMAL : STRAY_UNDERSCORE;
    if (stray.matcher(written).find()) {
      throw new NumberFormatException(written);
    }
    return written.replace("_", "");
  }

  /** A zero before other digits makes it octal. */
  private static long whole(String written) {
    String digits = withoutUnderscores(written);
    String unsigned = digits.replaceFirst("^[-+]", "");
    String prefix = unsigned.replaceFirst("^(0[xXbBoO]?(?=.)|).*", "$1");
    int radix =
        switch (prefix) {
          case "" -> 10;
          case "0x", "0X" -> 16;
          case "0b", "0B" -> 2;
          default -> 8;
        };
    BigInteger magnitude = new BigInteger(unsigned.substring(prefix.length()), radix);
    BigInteger number = digits.startsWith("-") ? magnitude.negate() : magnitude;
    if (number.bitLength() >= Long.SIZE) {
      throw new NumberFormatException(written);
    }
    return number.longValue();
  }

  private static double fraction(String written) {
    String digits = withoutUnderscores(written);
    boolean known = DECIMAL.matcher(digits).matches() || HEXADECIMAL.matcher(digits).matches();
    double number = known ? Double.parseDouble(digits) : Double.NaN;
    if (!Double.isFinite(number)) {
      throw new NumberFormatException(written);
    }
    return number;
  }

  /** The real part may be left out. */
  private static GoComplex complex(String written) {
    Matcher both = BOTH_PARTS.matcher(written);
    return both.matches()
        ? new GoComplex(fraction(both.group(1)), fraction(both.group(2)))
        : new GoComplex(0, fraction(written));
  }
}

package io.snapfleet.bake.engine;

import io.snapfleet.provider.input.Quoted;
import java.math.BigInteger;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number as it is written in a template.
 *
 * @param value a {@code Long}, a {@code Double} or a {@link GoComplex}; a {@code BigInteger} of 64
 *     bits, which may be written, and has no value
 * @param whole what a function of whole numbers takes it for, which it may also be where it is
 *     written as a fraction
 */
record GoNumber(Object value, OptionalLong whole) {
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
  private static final Pattern HEXADECIMAL =
      Pattern.compile("[-+]?0[xX]([0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][-+]?[0-9]+");

  /** Where one does not stand between two digits. */
  private static final Pattern STRAY_UNDERSCORE = Pattern.compile("(?<![0-9])_|_(?![0-9])");

  /** There it may stand after the prefix too. */
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
      return isWhole(written) ? ofWhole(written) : of(fraction(written));
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
    boolean same = whole == fraction && whole != Long.MAX_VALUE;
    return new GoNumber(fraction, same ? OptionalLong.of(whole) : OptionalLong.empty());
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

  private static GoNumber ofWhole(String written) {
    BigInteger number =
        GoWhole.parse(written).orElseThrow(() -> new NumberFormatException(written));
    boolean signed = written.startsWith("-") || written.startsWith("+");
    if (number.bitLength() < Long.SIZE) {
      return signed ? ofSigned(written, number.longValue()) : of(number.longValue());
    }
    if (number.bitLength() > Long.SIZE || signed) {
      throw new NumberFormatException(written);
    }
    return new GoNumber(number, OptionalLong.empty());
  }

  /** After a sign Go takes an e among hexadecimal digits for that of an exponent. */
  private static GoNumber ofSigned(String written, long whole) {
    boolean fraction = written.matches(".*[eE].*");
    return fraction ? new GoNumber((double) whole, OptionalLong.of(whole)) : of(whole);
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

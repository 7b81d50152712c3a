package io.snapfleet.bake.engine;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers with fractions, none below zero, as Go writes them. */
final class GoFraction {
  /** From which exponent on the shortest form has one. */
  private static final int LARGE = 6;

  private static final int SMALL = -4;

  /** No number has more digits than these after its point, but for zeros. */
  private static final int MOST_DIGITS = 1074;

  private GoFraction() {}

  /** Go's {@code %f}. */
  static String plain(double number, int precision) {
    return withFraction(new BigDecimal(number), precision);
  }

  /** Go's {@code %e}. */
  static String exponent(double number, int precision) {
    return exponent(rounded(number, precision + 1), precision);
  }

  /**
   * Go's {@code %g}.
   *
   * @param precision -1 for as many digits as are needed to tell the number
   */
  static String shorter(double number, int precision) {
    boolean shortest = precision < 0;
    int wanted = Math.max(1, precision);
    BigDecimal exact = (shortest ? shortest(number) : rounded(number, wanted)).stripTrailingZeros();
    int digits = exact.precision();
    int point = digits - exact.scale();
    if (number == 0) {
      return "0";
    }
    int large = wanted > digits && digits >= point ? digits : wanted;
    return point - 1 < SMALL || point - 1 >= (shortest ? LARGE : large)
        ? exponent(exact, digits - 1)
        : exact.toPlainString();
  }

  private static BigDecimal rounded(double number, int digits) {
    return new BigDecimal(number).round(new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  /** Java tells two digits where one would do. */
  private static BigDecimal shortest(double number) {
    BigDecimal told = new BigDecimal(Double.toString(number));
    BigDecimal one = told.round(new MathContext(1, RoundingMode.HALF_EVEN));
    return one.doubleValue() == number ? one : told;
  }

  private static String exponent(BigDecimal number, int fraction) {
    int power = number.signum() == 0 ? 0 : number.precision() - number.scale() - 1;
    String digits = withFraction(number.scaleByPowerOfTen(-power), fraction);
    return digits + (power < 0 ? "e-" : "e+") + (Math.abs(power) < 10 ? "0" : "") + Math.abs(power);
  }

  private static String withFraction(BigDecimal number, int digits) {
    int known = Math.min(digits, MOST_DIGITS);
    return number.setScale(known, RoundingMode.HALF_EVEN).toPlainString()
        + "0".repeat(digits - known);
  }
}

package io.snapfleet.bake.engine;

/** Numbers with fractions, none below zero, as Go writes them with powers of two. */
final class BinaryFraction {
  private static final int BITS = Double.PRECISION - 1;
  private static final int HEX_DIGITS = BITS / 4;

  private BinaryFraction() {}

  /** Go's {@code %b}: a whole number and an exponent. */
  static String whole(double number) {
    int exponent = Math.max(Math.getExponent(number), Double.MIN_EXPONENT) - BITS;
    return (long) Math.scalb(number, -exponent) + (exponent < 0 ? "p" : "p+") + exponent;
  }

  /**
   * Go's {@code %x}: one digit before the point, which is 1 for all but 0.
   *
   * @param precision -1 for as many digits as are needed
   */
  static String hexadecimal(double number, int precision) {
    int exponent = number == 0 ? 0 : exponent(number);
    long bits = (long) Math.scalb(Math.scalb(number, -exponent), BITS);
    if (precision >= 0 && precision < HEX_DIGITS) {
      bits = rounded(bits, 4 * (HEX_DIGITS - precision));
    }
    if (bits >> BITS > 1) {
      bits >>= 1;
      exponent++;
    }
    String digits = "%013x".formatted(bits & ((1L << BITS) - 1));
    String fraction =
        precision < 0
            ? digits.replaceFirst("0+$", "")
            : precision <= HEX_DIGITS
                ? digits.substring(0, precision)
                : digits + "0".repeat(precision - HEX_DIGITS);
    return "0x"
        + (bits >> BITS)
        + (fraction.isEmpty() ? "" : "." + fraction)
        + "p%+03d".formatted(exponent);
  }

  private static int exponent(double number) {
    int exponent = Math.getExponent(number);
    return exponent >= Double.MIN_EXPONENT ? exponent : Math.getExponent(number * 0x1p64) - 64;
  }

  /** To even where it is half way. */
  private static long rounded(long bits, int gone) {
    long rest = bits & ((1L << gone) - 1);
    long half = 1L << (gone - 1);
    long kept = bits >> gone;
    boolean up = rest > half || (rest == half && (kept & 1) == 1);
    return (up ? kept + 1 : kept) << gone;
  }
}

package io.snapfleet.bake.engine;

/** A number with an imaginary part, as {@code 1i} is. */
record GoComplex(double real, double imaginary) {
  boolean isZero() {
    return real == 0 && imaginary == 0;
  }
}

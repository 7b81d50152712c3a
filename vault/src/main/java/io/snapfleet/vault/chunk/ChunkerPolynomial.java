package io.snapfleet.vault.chunk;

import java.security.SecureRandom;

/**
 * Polynomials over GF(2), bit i of a {@code long} being the coefficient of x^i. A repository has
 * one irreducible polynomial of degree 53, secret with its configuration, so that where files are
 * cut says nothing to who has not the password.
 */
public final class ChunkerPolynomial {

  public static final int DEGREE = 53;

  private ChunkerPolynomial() {}

  /** A random irreducible polynomial of degree {@link #DEGREE}; one in about 27 tried is one. */
  public static long random(SecureRandom random) {
    while (true) {
      long candidate = (random.nextLong() & ((1L << DEGREE) - 1)) | (1L << DEGREE) | 1;
      if (isIrreducible(candidate)) {
        return candidate;
      }
    }
  }

  /** Ben-Or's test: no factor of degree i divides x^(2^i) - x for i up to half the degree. */
  public static boolean isIrreducible(long polynomial) {
    int degree = degree(polynomial);
    if (degree < 1) {
      return false;
    }
    long power = 2;
    for (int i = 1; i <= degree / 2; i++) {
      power = multiply(power, power, polynomial);
      if (greatestCommonDivisor(polynomial, power ^ 2) != 1) {
        return false;
      }
    }
    return true;
  }

  /** The degree, -1 for zero. */
  static int degree(long polynomial) {
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(polynomial);
  }

  static long remainder(long dividend, long divisor) {
    int divisorDegree = degree(divisor);
    long rest = dividend;
    for (int d = degree(rest); d >= divisorDegree; d = degree(rest)) {
      rest ^= divisor << (d - divisorDegree);
    }
    return rest;
  }

  /** {@code a * b} modulo a polynomial of degree at most 62, of which both are remainders. */
  static long multiply(long a, long b, long modulus) {
    long top = Long.highestOneBit(modulus);
    long product = 0;
    for (int bit = degree(b); bit >= 0; bit--) {
      product <<= 1;
      product ^= (product & top) == 0 ? 0 : modulus;
      product ^= (b >>> bit & 1) == 0 ? 0 : a;
    }
    return product;
  }

  private static long greatestCommonDivisor(long a, long b) {
    long larger = a;
    long smaller = b;
    while (smaller != 0) {
      long rest = remainder(larger, smaller);
      larger = smaller;
      smaller = rest;
    }
    return larger;
  }
}

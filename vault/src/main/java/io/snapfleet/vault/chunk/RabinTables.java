package io.snapfleet.vault.chunk;

/**
 * The rolling fingerprint of the last {@link #WINDOW} bytes, as polynomials over GF(2) modulo a
 * repository's polynomial: tables for taking a byte in and for forgetting the one that leaves the
 * window. Immutable; one per repository serves all threads.
 */
public final class RabinTables {

  static final int WINDOW = 64;

  /** By the eight bits above the degree after a shift: what cancels and reduces them. */
  final long[] reduce;

  /** By the byte that leaves: its part of the fingerprint after the shift, {@code b * x^512}. */
  final long[] forget;

  /** How far the highest eight bits of a fingerprint are from the lowest bit. */
  final int shift;

  public RabinTables(long polynomial) {
    int degree = ChunkerPolynomial.degree(polynomial);
    if (degree < Byte.SIZE || degree > ChunkerPolynomial.DEGREE) {
      throw new IllegalArgumentException(
          "A chunker polynomial has a degree from 8 to 53, not %d.".formatted(degree));
    }
    shift = degree - Byte.SIZE;
    reduce = linear(bit -> (1L << (degree + bit)) ^ powerOfX(degree + bit, polynomial));
    forget = linear(bit -> powerOfX(WINDOW * Byte.SIZE + bit, polynomial));
  }

  private interface OfBit {
    long value(int bit);
  }

  /** A table of a function that is linear in the bits of its index. */
  private static long[] linear(OfBit ofBit) {
    long[] table = new long[1 << Byte.SIZE];
    for (int bit = 0; bit < Byte.SIZE; bit++) {
      long value = ofBit.value(bit);
      for (int index = 0; index < 1 << bit; index++) {
        table[(1 << bit) + index] = table[index] ^ value;
      }
    }
    return table;
  }

  private static long powerOfX(int exponent, long polynomial) {
    long top = Long.highestOneBit(polynomial);
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power <<= 1;
      power ^= (power & top) == 0 ? 0 : polynomial;
    }
    return power;
  }
}

package io.snapfleet.vault.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The sum of Poly1305 over rows of {@link #LANES} blocks. A lane has every {@code LANES}-th block
 * and is multiplied by {@code r^LANES} from row to row; each step is done for all lanes by one
 * loop, which the compiler turns into vector instructions. In the end the lanes are summed as if
 * they were blocks. Not thread-safe.
 *
 * <p>Numbers have five limbs of 26 bits, which lie {@code LANES} words apart. All words are in one
 * array, for the reason {@link LaneHash} gives, and the loops are short: the compiler makes no
 * vectors of one with four products.
 */
final class Poly1305Lanes {

  private static final int LANES = 128;
  private static final int BLOCK = 16;

  /** Bytes in a row. */
  static final int ROW = LANES * BLOCK;

  private static final int LIMBS = 5;
  private static final int LIMB_BITS = 26;
  private static final long LIMB = (1L << LIMB_BITS) - 1;
  private static final long ABOVE_BLOCK = 1L << (128 - 4 * LIMB_BITS);

  private static final int PRODUCTS = LIMBS * LANES;
  private static final int LIMB_PRODUCT = 2 * LIMBS * LANES;
  private static final int LOW_HALF = LIMB_PRODUCT + LANES;
  private static final int HIGH_HALF = LOW_HALF + LANES;

  private final long[] words = new long[HIGH_HALF + LANES];
  private final long[] r;
  private final long[] rowMultiplier;

  /** For the multiplier {@code high * 2^64 + low}. */
  Poly1305Lanes(long low, long high) {
    long[] limbs = {
      low & LIMB, secondLimb(low), thirdLimb(low, high), fourthLimb(high), high >>> 40
    };
    r = multiplier(limbs);
    for (int power = 1; power < LANES; power++) {
      multiply(limbs, r);
    }
    rowMultiplier = multiplier(limbs);
  }

  private static long secondLimb(long low) {
    return (low >>> LIMB_BITS) & LIMB;
  }

  private static long thirdLimb(long low, long high) {
    return ((low >>> 52) | (high << 12)) & LIMB;
  }

  private static long fourthLimb(long high) {
    return (high >>> 14) & LIMB;
  }

  /**
   * A number as it is multiplied by: limb {@code i} of the product is the sum over {@code j} of
   * limb {@code j} times element {@code 4 + i - j}. The first four stand for what is above 2^130,
   * which is 5 modulo the prime.
   */
  private static long[] multiplier(long[] limbs) {
    long[] elements = new long[2 * LIMBS - 1];
    for (int i = 0; i < LIMBS; i++) {
      elements[LIMBS - 1 + i] = limbs[i];
    }
    for (int i = 1; i < LIMBS; i++) {
      elements[i - 1] = 5 * limbs[i];
    }
    return elements;
  }

  /**
   * Sums some rows.
   *
   * @param in in little endian
   * @param rows at least one
   * @param out takes the sum: 64 bits, the next 64, and those above, which are few
   */
  void sum(ByteBuffer in, int offset, int rows, long[] out) {
    Arrays.fill(words, 0, PRODUCTS, 0);
    addRow(in, offset);
    for (int row = 1; row < rows; row++) {
      multiplyLanes();
      addRow(in, offset + row * ROW);
    }
    long[] sum = new long[LIMBS];
    for (int lane = 0; lane < LANES; lane++) {
      for (int limb = 0; limb < LIMBS; limb++) {
        sum[limb] += words[limb * LANES + lane];
      }
      multiply(sum, r);
    }
    join(sum, out);
  }

  private void addRow(ByteBuffer in, int offset) {
    for (int lane = 0; lane < LANES; lane++) {
      words[LOW_HALF + lane] = in.getLong(offset + BLOCK * lane);
      words[HIGH_HALF + lane] = in.getLong(offset + BLOCK * lane + Long.BYTES);
    }
    addLow(words);
    addHigh(words);
  }

  private static void addLow(long[] words) {
    for (int i = 0; i < LANES; i++) {
      long low = words[LOW_HALF + i];
      words[i] += low & LIMB;
      words[LANES + i] += secondLimb(low);
    }
  }

  private static void addHigh(long[] words) {
    for (int i = 0; i < LANES; i++) {
      long high = words[HIGH_HALF + i];
      words[2 * LANES + i] += thirdLimb(words[LOW_HALF + i], high);
      words[3 * LANES + i] += fourthLimb(high);
      words[4 * LANES + i] += (high >>> 40) | ABOVE_BLOCK;
    }
  }

  private void multiplyLanes() {
    Arrays.fill(words, LIMB_PRODUCT, LIMB_PRODUCT + LANES, 0);
    long[] by = rowMultiplier;
    for (int limb = 0; limb < LIMBS; limb++) {
      carryAndMultiply(words, by[limb + 4], by[limb + 3], by[limb + 2], by[limb + 1], by[limb]);
      System.arraycopy(words, LIMB_PRODUCT, words, PRODUCTS + limb * LANES, LANES);
    }
    keepLimbs(words);
    fold(words);
  }

  /** Five products below 2^56 and what the limb before leaves over. */
  private static void carryAndMultiply(long[] words, long a, long b, long c, long d, long e) {
    for (int i = 0; i < LANES; i++) {
      words[LIMB_PRODUCT + i] =
          (words[LIMB_PRODUCT + i] >>> LIMB_BITS) + words[i] * a + words[LANES + i] * b;
    }
    for (int i = 0; i < LANES; i++) {
      words[LIMB_PRODUCT + i] +=
          words[2 * LANES + i] * c + words[3 * LANES + i] * d + words[4 * LANES + i] * e;
    }
  }

  /** What is above a limb has gone into the next one. */
  private static void keepLimbs(long[] words) {
    for (int i = 0; i < LIMBS * LANES; i++) {
      words[i] = words[PRODUCTS + i] & LIMB;
    }
  }

  /** What the last limb leaves over is five times as much in the first. */
  private static void fold(long[] words) {
    for (int i = 0; i < LANES; i++) {
      long over = words[LIMB_PRODUCT + i] >>> LIMB_BITS;
      long first = words[i] + over + (over << 2);
      words[i] = first & LIMB;
      words[LANES + i] += first >>> LIMB_BITS;
    }
  }

  /** Multiplies, and carries; but the second limb may be a little above 26 bits. */
  private static void multiply(long[] limbs, long[] by) {
    long h0 = limbs[0];
    long h1 = limbs[1];
    long h2 = limbs[2];
    long h3 = limbs[3];
    long h4 = limbs[4];
    for (int i = 0; i < LIMBS; i++) {
      limbs[i] = h0 * by[i + 4] + h1 * by[i + 3] + h2 * by[i + 2] + h3 * by[i + 1] + h4 * by[i];
    }
    carry(limbs);
    limbs[0] += 5 * (limbs[4] >>> LIMB_BITS);
    limbs[4] &= LIMB;
    limbs[1] += limbs[0] >>> LIMB_BITS;
    limbs[0] &= LIMB;
  }

  private static void carry(long[] limbs) {
    for (int i = 0; i < LIMBS - 1; i++) {
      limbs[i + 1] += limbs[i] >>> LIMB_BITS;
      limbs[i] &= LIMB;
    }
  }

  private static void join(long[] limbs, long[] out) {
    carry(limbs);
    out[0] = limbs[0] | (limbs[1] << 26) | (limbs[2] << 52);
    out[1] = (limbs[2] >>> 12) | (limbs[3] << 14) | (limbs[4] << 40);
    out[2] = limbs[4] >>> 24;
  }
}

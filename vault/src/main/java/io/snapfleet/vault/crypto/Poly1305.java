package io.snapfleet.vault.crypto;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Poly1305 (RFC 8439, section 2.5) with one multiplier. The accumulator is held in two 64-bit limbs
 * and the few bits above them; a product of two limbs is {@code a * b} and {@link
 * Math#unsignedMultiplyHigh}. What is long enough is summed by {@link Poly1305Lanes} first. Not
 * thread-safe.
 */
final class Poly1305 {

  static final int TAG_LENGTH = 16;
  private static final int BLOCK = 16;
  private static final int ROWS_FOR_LANES = 2;
  private static final int MESSAGES_PER_CHECK = 64;

  /**
   * So much of each thread goes without lanes first. The optimizing compiler takes 0.2 s for them
   * (two cores of an AMD EPYC), which is what they save in 600 MB.
   */
  private static final long BYTES_BEFORE_LANES = 96 << 20;

  private static final long LOW_CLAMP = 0x0ffffffc0fffffffL;
  private static final long HIGH_CLAMP = 0x0ffffffc0ffffffcL;

  private final long multiplierLow;
  private final long multiplierHigh;
  private final long[] sumOfLanes = new long[3];
  private @Nullable Poly1305Lanes lanes;
  private long bytesBeforeLanes;
  private int messagesInLanes;
  private long low;
  private long high;
  private long top;

  /**
   * For the messages with this multiplier.
   *
   * @param r 16 bytes, which need not be clamped
   */
  Poly1305(byte[] r) {
    this(r, BYTES_BEFORE_LANES);
  }

  Poly1305(byte[] r, long bytesBeforeLanes) {
    this.bytesBeforeLanes = bytesBeforeLanes;
    ByteBuffer multiplier = littleEndian(r);
    multiplierLow = multiplier.getLong(0) & LOW_CLAMP;
    multiplierHigh = multiplier.getLong(8) & HIGH_CLAMP;
  }

  /**
   * Writes the tag of {@code in[offset .. offset + length)} to {@code tag}; {@code pad} is what the
   * format calls {@code s} or {@code AES_k(nonce)}.
   */
  void tag(byte[] pad, byte[] in, int offset, int length, byte[] tag) {
    low = 0;
    high = 0;
    top = 0;
    ByteBuffer text = littleEndian(in);
    int done = absorbRows(text, offset, length);
    int whole = length & -BLOCK;
    absorb(text, offset + done, offset + whole, 1);
    if (whole < length) {
      byte[] last = new byte[BLOCK];
      System.arraycopy(in, offset + whole, last, 0, length - whole);
      last[length - whole] = 1;
      absorb(littleEndian(last), 0, BLOCK, 0);
    }
    finish(littleEndian(pad), littleEndian(tag));
  }

  /** Sums what fills rows of lanes, if it is enough to be worth it, and returns how much it was. */
  private int absorbRows(ByteBuffer in, int offset, int length) {
    int rows = length / Poly1305Lanes.ROW;
    if (rows < ROWS_FOR_LANES) {
      return 0;
    }
    if (bytesBeforeLanes > 0) {
      bytesBeforeLanes -= length;
      return 0;
    }
    if (lanes == null) {
      lanes = new Poly1305Lanes(multiplierLow, multiplierHigh);
    }
    lanes.sum(in, offset, rows, sumOfLanes);
    int end = rows * Poly1305Lanes.ROW;
    if (messagesInLanes++ % MESSAGES_PER_CHECK == 0) {
      checkLanes(in, offset, offset + end);
    }
    takeSumOfLanes();
    return end;
  }

  private void takeSumOfLanes() {
    low = sumOfLanes[0];
    high = sumOfLanes[1];
    top = sumOfLanes[2];
  }

  /**
   * Sums the same by {@link #absorb} in one of some messages. What has a wrong code is lost, so a
   * fault of the lanes or of their compilation must not go unseen.
   */
  private void checkLanes(ByteBuffer in, int from, int to) {
    absorb(in, from, to, 1);
    reduce();
    long[] expected = {low, high, top};
    takeSumOfLanes();
    reduce();
    if (!Arrays.equals(new long[] {low, high, top}, expected)) {
      throw new IllegalStateException(
          "Poly1305 in vector lanes gave another code than without: this machine miscalculates.");
    }
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** {@code h = (h + block) * r mod 2^130 - 5} for each block, partly reduced. */
  private void absorb(ByteBuffer in, int from, int to, long blockTop) {
    long r0 = multiplierLow;
    long r1 = multiplierHigh;
    long r1Folded = r1 + (r1 >>> 2); // 2^128 * r1 is 5/4 * r1 modulo the prime; r1 has no low bits
    long h0 = low;
    long h1 = high;
    long h2 = top;
    for (int at = from; at < to; at += BLOCK) {
      long m0 = in.getLong(at);
      long m1 = in.getLong(at + 8);
      long s0 = h0 + m0;
      long carry = carry(h0, m0, s0);
      long s1 = h1 + m1;
      long s1Carried = s1 + carry;
      long s2 = h2 + blockTop + carry(h1, m1, s1) + carry(s1, carry, s1Carried);

      long a = s0 * r0;
      long b = s1Carried * r1Folded;
      long d0 = a + b;
      long d0High =
          Math.unsignedMultiplyHigh(s0, r0)
              + Math.unsignedMultiplyHigh(s1Carried, r1Folded)
              + carry(a, b, d0);
      long c = s0 * r1;
      long d = s1Carried * r0;
      long e = s2 * r1Folded;
      long cd = c + d;
      long cde = cd + e;
      long d1 = cde + d0High;
      long d1High =
          Math.unsignedMultiplyHigh(s0, r1)
              + Math.unsignedMultiplyHigh(s1Carried, r0)
              + carry(c, d, cd)
              + carry(cd, e, cde)
              + carry(cde, d0High, d1);
      long d2 = s2 * r0 + d1High;

      long folded = (d2 >>> 2) + (d2 & ~3L); // five times what is above 2^130
      h0 = d0 + folded;
      long out = carry(d0, folded, h0);
      h1 = d1 + out;
      h2 = (d2 & 3) + carry(d1, out, h1);
    }
    low = h0;
    high = h1;
    top = h2;
  }

  private void finish(ByteBuffer pad, ByteBuffer tag) {
    reduce();
    long pad0 = pad.getLong(0);
    long out = low + pad0;
    tag.putLong(0, out);
    tag.putLong(8, high + pad.getLong(8) + carry(low, pad0, out));
  }

  /** Subtracts the prime if the sum is not below it. */
  private void reduce() {
    long t0 = low + 5;
    long carry = carry(low, 5, t0);
    long t1 = high + carry;
    long t2 = top + carry(high, carry, t1);
    long reduced = -(t2 >>> 2); // all ones when h >= 2^130 - 5
    low = (low & ~reduced) | (t0 & reduced);
    high = (high & ~reduced) | (t1 & reduced);
    top = (top & ~reduced) | (t2 & 3 & reduced);
  }

  /** The carry out of {@code sum = a + b}, without a branch that would be mispredicted. */
  private static long carry(long a, long b, long sum) {
    return ((a & b) | ((a | b) & ~sum)) >>> 63;
  }
}

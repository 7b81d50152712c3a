package io.snapfleet.vault.crypto;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Poly1305 (RFC 8439, section 2.5) over one byte range. The accumulator is held in two 64-bit limbs
 * and the few bits above them; a product of two limbs is {@code a * b} and {@link
 * Math#unsignedMultiplyHigh}. Not thread-safe, and for one message only.
 */
final class Poly1305 {

  static final int TAG_LENGTH = 16;
  private static final int BLOCK = 16;
  private static final long LOW_CLAMP = 0x0ffffffc0fffffffL;
  private static final long HIGH_CLAMP = 0x0ffffffc0ffffffcL;

  private final long multiplierLow;
  private final long multiplierHigh;
  private long low;
  private long high;
  private long top;

  private Poly1305(ByteBuffer multiplier) {
    multiplierLow = multiplier.getLong(0) & LOW_CLAMP;
    multiplierHigh = multiplier.getLong(8) & HIGH_CLAMP;
  }

  /**
   * Writes the tag of {@code in[offset .. offset + length)} to {@code tag}. {@code r} need not be
   * clamped; {@code pad} is what the format calls {@code s} or {@code AES_k(nonce)}.
   */
  static void tag(byte[] r, byte[] pad, byte[] in, int offset, int length, byte[] tag) {
    Poly1305 sum = new Poly1305(littleEndian(r));
    int whole = length & -BLOCK;
    sum.absorb(littleEndian(in), offset, offset + whole, 1);
    if (whole < length) {
      byte[] last = new byte[BLOCK];
      System.arraycopy(in, offset + whole, last, 0, length - whole);
      last[length - whole] = 1;
      sum.absorb(littleEndian(last), 0, BLOCK, 0);
    }
    sum.finish(littleEndian(pad), littleEndian(tag));
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
    long t0 = low + 5;
    long carry = carry(low, 5, t0);
    long t1 = high + carry;
    long t2 = top + carry(high, carry, t1);
    long reduced = -(t2 >>> 2); // all ones when h >= 2^130 - 5
    long h0 = (low & ~reduced) | (t0 & reduced);
    long h1 = (high & ~reduced) | (t1 & reduced);
    long pad0 = pad.getLong(0);
    long out = h0 + pad0;
    tag.putLong(0, out);
    tag.putLong(8, h1 + pad.getLong(8) + carry(h0, pad0, out));
  }

  /** The carry out of {@code sum = a + b}, without a branch that would be mispredicted. */
  private static long carry(long a, long b, long sum) {
    return ((a & b) | ((a | b) & ~sum)) >>> 63;
  }
}

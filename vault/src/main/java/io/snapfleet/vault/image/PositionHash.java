package io.snapfleet.vault.image;

import io.snapfleet.vault.crypto.DataKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.security.SecureRandom;

/**
 * A keyed hash that tells whether a chunk is what it was last time: NH of UMAC (Black, Halevi,
 * Krawczyk, Krovetz, Rogaway, 1999) with 64-bit words, twice, the second time with the key shifted
 * by two words. For two different texts chosen without knowledge of the key the chance of the same
 * hash is 2^-128, whatever the texts are. It names nothing: hashes and key are for one image's
 * cache and never leave it. Thread-safe.
 */
final class PositionHash {

  /** How many bytes one hash is of. */
  static final int UNIT = 64 << 10;

  /** How many words a hash has. */
  static final int WORDS = 4;

  private static final int MOST_UNITS = ChunkSize.LARGEST / UNIT;
  private static final int UNIT_KEY = UNIT / Long.BYTES + 2;

  static final int KEY_WORDS = UNIT_KEY + MOST_UNITS * WORDS + 2;

  private static final long LOW_HALF = 0xffffffffL;

  private final long[] key;

  private PositionHash(long[] key) {
    this.key = key;
  }

  /** A new key: the key stream of AES under random bits, which is faster than so many of those. */
  static PositionHash random(SecureRandom random) {
    DataKey stream = DataKey.random(random);
    int length = KEY_WORDS * Long.BYTES;
    byte[] encrypted = new byte[length + stream.overhead()];
    stream.encrypt(new byte[length], 0, length, encrypted, 0);
    return read(ByteBuffer.wrap(encrypted, stream.overhead() / 2, length).asLongBuffer());
  }

  /** Takes {@link #KEY_WORDS} words from the buffer. */
  static PositionHash read(LongBuffer words) {
    long[] key = new long[KEY_WORDS];
    words.get(key);
    return new PositionHash(key);
  }

  void writeKey(LongBuffer words) {
    words.put(key);
  }

  /**
   * Writes the {@link #WORDS} words of the hash of a chunk to {@code out}. What follows the chunk
   * in its buffer, up to a multiple of 16 bytes, must be zeros. Hashes of chunks of different
   * lengths must not be compared. A chunk longer than a unit has the hash of its units' hashes,
   * under a part of the key of its own.
   */
  void ofChunk(byte[] in, int offset, int length, long[] out, int outOffset) {
    if (length <= UNIT) {
      hash(0, in, offset, padded(length), out, outOffset);
      return;
    }
    long[] unit = new long[WORDS];
    ByteBuffer units = ByteBuffer.allocate((length + UNIT - 1) / UNIT * WORDS * Long.BYTES);
    for (int at = 0; at < length; at += UNIT) {
      hash(0, in, offset + at, padded(Math.min(UNIT, length - at)), unit, 0);
      units.asLongBuffer().put(unit);
      units.position(units.position() + WORDS * Long.BYTES);
    }
    hash(UNIT_KEY, units.array(), 0, units.capacity(), out, outOffset);
  }

  private static int padded(int length) {
    return (length + 15) & -16;
  }

  private void hash(int firstKey, byte[] in, int offset, int length, long[] out, int outOffset) {
    ByteBuffer words = ByteBuffer.wrap(in).order(ByteOrder.LITTLE_ENDIAN);
    long[] keys = key;
    long low = 0;
    long middle = 0;
    long high = 0;
    long shiftedLow = 0;
    long shiftedMiddle = 0;
    long shiftedHigh = 0;
    long k0 = keys[firstKey];
    long k1 = keys[firstKey + 1];
    for (int at = offset, word = firstKey + 2; at < offset + length; at += 16, word += 2) {
      long a = words.getLong(at);
      long b = words.getLong(at + 8);
      long x = a + k0;
      long y = b + k1;
      long product = x * y;
      low += product & LOW_HALF;
      middle += product >>> 32;
      high += Math.unsignedMultiplyHigh(x, y);
      k0 = keys[word];
      k1 = keys[word + 1];
      x = a + k0;
      y = b + k1;
      product = x * y;
      shiftedLow += product & LOW_HALF;
      shiftedMiddle += product >>> 32;
      shiftedHigh += Math.unsignedMultiplyHigh(x, y);
    }
    put(low, middle, high, out, outOffset);
    put(shiftedLow, shiftedMiddle, shiftedHigh, out, outOffset + 2);
  }

  /** The 128-bit sum of three that begin at bit 0, 32 and 64. */
  private static void put(long low, long middle, long high, long[] out, int at) {
    long carried = middle + (low >>> 32);
    out[at] = (carried << 32) | (low & LOW_HALF);
    out[at + 1] = high + (carried >>> 32);
  }
}

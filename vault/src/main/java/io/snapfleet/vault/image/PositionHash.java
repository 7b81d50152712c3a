package io.snapfleet.vault.image;

import io.snapfleet.vault.crypto.DataKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A keyed hash that tells whether a chunk is what it was last time: NH of UMAC (Black, Halevi,
 * Krawczyk, Krovetz, Rogaway, 1999) with 32-bit words, in four iterations, each with the key
 * shifted by two words (their Toeplitz construction). For two different texts of one length, chosen
 * without knowledge of the key, the chance of the same hash is 2^-128. It names nothing: hashes and
 * key are for one image's cache and never leave it. Thread-safe.
 */
final class PositionHash {

  /** How many bytes one hash is of. */
  static final int UNIT = 64 << 10;

  /** How many words a hash has, of 64 bits: one of each iteration. */
  static final int WORDS = 4;

  private static final int MOST_UNITS = ChunkSize.LARGEST / UNIT;
  private static final int UNIT_KEY = UNIT / Long.BYTES + WORDS - 1;

  static final int KEY_WORDS = UNIT_KEY + MOST_UNITS * WORDS + WORDS - 1;

  /** What stays in the processor's nearest cache while all iterations go over it. */
  private static final int STRETCH = 8 << 10;

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
   * in its buffer, up to its {@link #padded} length, must be zeros. Hashes of chunks of different
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

  /** The length with what fills the last pair of words. */
  static int padded(int length) {
    return (length + Long.BYTES - 1) & -Long.BYTES;
  }

  private void hash(int firstKey, byte[] in, int offset, int length, long[] out, int outOffset) {
    ByteBuffer text = ByteBuffer.wrap(in).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.fill(out, outOffset, outOffset + WORDS, 0);
    for (int at = 0; at < length; at += STRETCH) {
      int count = Math.min(STRETCH, length - at) / Long.BYTES;
      int keyAt = firstKey + at / Long.BYTES;
      for (int iteration = 0; iteration < WORDS; iteration++) {
        out[outOffset + iteration] += nh(text, offset + at, count, key, keyAt + iteration);
      }
    }
  }

  /** One iteration over pairs of words; so small a loop the compiler turns into vectors. */
  private static long nh(ByteBuffer text, int offset, int count, long[] key, int keyAt) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      long pair = text.getLong(offset + Long.BYTES * i);
      long keys = key[keyAt + i];
      sum += ((pair + keys) & LOW_HALF) * (((pair >>> 32) + (keys >>> 32)) & LOW_HALF);
    }
    return sum;
  }
}

package io.snapfleet.vault.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * SHA-256 of many texts of one length at a time: each step is done for all {@link #LANES} texts by
 * one loop, which the compiler turns into vector instructions. Not thread-safe.
 *
 * <p>A round makes one new {@code a} and one new {@code e}; {@code b}, {@code c}, {@code d} are the
 * {@code a} of the three rounds before, {@code f}, {@code g}, {@code h} their {@code e}. So there
 * are two sequences of rows, one word a lane, and all rounds are one loop over them without a break
 * between two rows. All rows are in one array at constant places, for so much the compiler must see
 * to know that its loads and stores do not meet.
 */
final class LaneHash {

  /** A power of two: with another number the compiler does not use vectors. */
  static final int LANES = 64;

  private static final int BLOCK = 64;
  private static final int ROUNDS = 64;
  private static final int MESSAGE_WORDS = 16;

  /** How many words of the state are an {@code a}, and how many an {@code e}. */
  private static final int HALF_STATE = 4;

  private static final int SEQUENCE = (HALF_STATE + ROUNDS) * LANES;
  private static final int A = 0;
  private static final int E = A + SEQUENCE;
  private static final int MESSAGE = E + SEQUENCE;
  private static final int KEYS = MESSAGE + ROUNDS * LANES;
  private static final int END = KEYS + ROUNDS * LANES;

  private static final int[] INITIAL = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
  };
  private static final int[] ROUND_KEYS = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
  };

  private static final VarHandle TWO_WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final int[] words = new int[END];

  LaneHash() {
    for (int round = 0; round < ROUNDS; round++) {
      fillRow(KEYS, round, ROUND_KEYS[round]);
    }
  }

  /**
   * Writes the hashes of texts of {@code length} bytes, a multiple of 64, that begin at the first
   * {@code count} of the offsets, one after the other to {@code out}. Takes as long for one text as
   * for {@link #LANES}. One of the texts is hashed by the JDK too.
   */
  void into(byte[] in, int[] offsets, int count, int length, byte[] out) {
    for (int word = 0; word < HALF_STATE; word++) {
      fillRow(A, HALF_STATE - 1 - word, INITIAL[word]);
      fillRow(E, HALF_STATE - 1 - word, INITIAL[HALF_STATE + word]);
    }
    for (int at = 0; at < length; at += BLOCK) {
      loadBlock(in, offsets, count, at);
      addBlock(words);
    }
    loadPadding(length);
    addBlock(words);
    writeHashes(count, out);
    checkOne(in, offsets, count, length, out);
  }

  private void fillRow(int rows, int row, int word) {
    Arrays.fill(words, rows + row * LANES, rows + (row + 1) * LANES, word);
  }

  private void loadBlock(byte[] in, int[] offsets, int count, int at) {
    for (int lane = 0; lane < count; lane++) {
      int from = offsets[lane] + at;
      for (int word = 0; word < MESSAGE_WORDS; word += 2) {
        long two = (long) TWO_WORDS.get(in, from + Integer.BYTES * word);
        words[MESSAGE + word * LANES + lane] = (int) (two >>> Integer.SIZE);
        words[MESSAGE + (word + 1) * LANES + lane] = (int) two;
      }
    }
  }

  private void loadPadding(int length) {
    for (int word = 0; word < MESSAGE_WORDS; word++) {
      int padding =
          switch (word) {
            case 0 -> 0x80000000;
            case MESSAGE_WORDS - 2 -> length >>> 29;
            case MESSAGE_WORDS - 1 -> length << 3;
            default -> 0;
          };
      fillRow(MESSAGE, word, padding);
    }
  }

  private static void addBlock(int[] words) {
    extendMessage(words);
    doRounds(words);
    addState(words);
  }

  private static void extendMessage(int[] words) {
    for (int i = MESSAGE; i < MESSAGE + (ROUNDS - MESSAGE_WORDS) * LANES; i++) {
      int near = words[i + 14 * LANES];
      int far = words[i + LANES];
      int nearMixed = Integer.rotateRight(near, 17) ^ Integer.rotateRight(near, 19) ^ (near >>> 10);
      int farMixed = Integer.rotateRight(far, 7) ^ Integer.rotateRight(far, 18) ^ (far >>> 3);
      words[i + 16 * LANES] = words[i] + farMixed + words[i + 9 * LANES] + nearMixed;
    }
  }

  /** What is added up first and what last decides whether the compiler uses vectors. */
  private static void doRounds(int[] words) {
    for (int i = 0; i < ROUNDS * LANES; i++) {
      int e = words[E + 3 * LANES + i];
      int f = words[E + 2 * LANES + i];
      int g = words[E + LANES + i];
      int a = words[A + 3 * LANES + i];
      int b = words[A + 2 * LANES + i];
      int c = words[A + LANES + i];
      int added =
          words[E + i]
              + words[KEYS + i]
              + words[MESSAGE + i]
              + (Integer.rotateRight(e, 6)
                  ^ Integer.rotateRight(e, 11)
                  ^ Integer.rotateRight(e, 25))
              + (g ^ (e & (f ^ g)));
      int mixed =
          (Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22))
              + ((a & b) ^ (c & (a ^ b)));
      words[E + HALF_STATE * LANES + i] = words[A + i] + added;
      words[A + HALF_STATE * LANES + i] = mixed + added;
    }
  }

  /** The state after a block is the sum of those before and after its rounds. */
  private static void addState(int[] words) {
    for (int i = 0; i < HALF_STATE * LANES; i++) {
      words[A + i] += words[A + ROUNDS * LANES + i];
    }
    for (int i = 0; i < HALF_STATE * LANES; i++) {
      words[E + i] += words[E + ROUNDS * LANES + i];
    }
  }

  private void writeHashes(int count, byte[] out) {
    ByteBuffer hashes = ByteBuffer.wrap(out);
    for (int lane = 0; lane < count; lane++) {
      for (int word = HALF_STATE - 1; word >= 0; word--) {
        hashes.putInt(words[A + word * LANES + lane]);
      }
      for (int word = HALF_STATE - 1; word >= 0; word--) {
        hashes.putInt(words[E + word * LANES + lane]);
      }
    }
  }

  /** Names decide what is kept, so a fault of this code or its compilation must not go unseen. */
  private static void checkOne(byte[] in, int[] offsets, int count, int length, byte[] out) {
    int lane = count - 1;
    byte[] expected = BlobHash.of(in, offsets[lane], length);
    byte[] own = Arrays.copyOfRange(out, lane * BlobHash.LENGTH, (lane + 1) * BlobHash.LENGTH);
    if (!MessageDigest.isEqual(expected, own)) {
      throw new IllegalStateException(
          "Hashing in vector lanes gave another SHA-256 than the JDK: this machine miscalculates.");
    }
  }
}

package io.snapfleet.vault.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * SHA-256 of many texts of one length at a time, for processors that have no instructions for it:
 * each step is done for all {@link #LANES} texts by one loop, which the compiler turns into vector
 * instructions. Not thread-safe.
 *
 * <p>All words are in one array, and each loop reaches them at constant distances from one base,
 * for so much the compiler must see to know that its loads and stores do not meet. The eight words
 * of the state are a window that moves down by one word each round; the message's words lie above
 * it in the same order, so that the distance from state to message stays the same.
 */
public final class LaneHash {

  public static final int LANES = 128;

  private static final int BLOCK = 64;
  private static final int ROUNDS = 64;
  private static final int STATE_WORDS = 8;
  private static final int MESSAGE_WORDS = 16;
  private static final int STATE = ROUNDS * LANES;
  private static final int STATE_TO_MESSAGE = (STATE_WORDS + ROUNDS) * LANES;
  private static final int MESSAGE = STATE + STATE_TO_MESSAGE;

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

  private final int[] words = new int[MESSAGE + LANES];
  private final int[] sums = new int[STATE_WORDS * LANES];

  /** Whether this is faster here than {@link BlobHash}: vectors, but no instructions for SHA. */
  public static boolean isFaster() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      List<String> flags =
          lines
              .filter(line -> line.startsWith("flags"))
              .findFirst()
              .map(line -> Arrays.asList(line.split(" ")))
              .orElse(List.of());
      return flags.contains("avx2") && !flags.contains("sha_ni");
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Writes the hashes of texts of {@code length} bytes, a multiple of 64, that begin at the first
   * {@code count} of the offsets, one after the other to {@code out}. Takes as long for one text as
   * for {@link #LANES}. One of the texts is hashed by the JDK too.
   */
  public void into(byte[] in, int[] offsets, int count, int length, byte[] out) {
    ByteBuffer bytes = ByteBuffer.wrap(in);
    for (int word = 0; word < STATE_WORDS; word++) {
      Arrays.fill(sums, word * LANES, (word + 1) * LANES, INITIAL[word]);
    }
    for (int at = 0; at < length; at += BLOCK) {
      loadBlock(bytes, offsets, count, at);
      addBlock();
    }
    loadPadding(length);
    addBlock();
    writeHashes(count, out);
    checkOne(in, offsets, count, length, out);
  }

  private void loadBlock(ByteBuffer bytes, int[] offsets, int count, int at) {
    for (int lane = 0; lane < count; lane++) {
      int from = offsets[lane] + at;
      for (int word = 0; word < MESSAGE_WORDS; word++) {
        words[MESSAGE - word * LANES + lane] = bytes.getInt(from + Integer.BYTES * word);
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
      int at = MESSAGE - word * LANES;
      Arrays.fill(words, at, at + LANES, padding);
    }
  }

  private void addBlock() {
    System.arraycopy(sums, 0, words, STATE, sums.length);
    for (int word = MESSAGE_WORDS; word < ROUNDS; word++) {
      extend(words, MESSAGE - word * LANES);
    }
    for (int round = 0; round < ROUNDS; round++) {
      round(words, STATE - round * LANES, ROUND_KEYS[round]);
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] += words[i];
    }
  }

  /** One more word of the message schedule. */
  private static void extend(int[] words, int at) {
    for (int i = 0; i < LANES; i++) {
      int near = words[at + 2 * LANES + i];
      int far = words[at + 15 * LANES + i];
      int nearMixed = Integer.rotateRight(near, 17) ^ Integer.rotateRight(near, 19) ^ (near >>> 10);
      int farMixed = Integer.rotateRight(far, 7) ^ Integer.rotateRight(far, 18) ^ (far >>> 3);
      words[at + i] = words[at + 16 * LANES + i] + farMixed + words[at + 7 * LANES + i] + nearMixed;
    }
  }

  /**
   * One round: {@code a} is at the base, {@code h} seven words above; the new {@code a} below. The
   * two sums are single expressions on purpose: with their parts in variables the compiler does not
   * use vectors.
   */
  private static void round(int[] words, int base, int key) {
    for (int i = 0; i < LANES; i++) {
      int e = words[base + 4 * LANES + i];
      int f = words[base + 5 * LANES + i];
      int g = words[base + 6 * LANES + i];
      int a = words[base + i];
      int b = words[base + LANES + i];
      int c = words[base + 2 * LANES + i];
      int d = words[base + 3 * LANES + i];
      int added =
          words[base + 7 * LANES + i]
              + key
              + words[base + STATE_TO_MESSAGE + i]
              + (Integer.rotateRight(e, 6)
                  ^ Integer.rotateRight(e, 11)
                  ^ Integer.rotateRight(e, 25))
              + (g ^ (e & (f ^ g)));
      words[base + 3 * LANES + i] = d + added;
      words[base - LANES + i] =
          added
              + (Integer.rotateRight(a, 2)
                  ^ Integer.rotateRight(a, 13)
                  ^ Integer.rotateRight(a, 22))
              + ((a & b) | (c & (a | b)));
    }
  }

  private void writeHashes(int count, byte[] out) {
    ByteBuffer hashes = ByteBuffer.wrap(out);
    for (int lane = 0; lane < count; lane++) {
      for (int word = 0; word < STATE_WORDS; word++) {
        hashes.putInt(sums[word * LANES + lane]);
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

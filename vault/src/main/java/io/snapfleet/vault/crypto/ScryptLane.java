package io.snapfleet.vault.crypto;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/** scrypt's ROMix of one lane, with BlockMix and Salsa20/8 over 32-bit words. */
final class ScryptLane {

  private static final int SALSA_WORDS = 16;
  private static final int DOUBLE_ROUNDS = 4;

  private final int cost;
  private final int words;
  private final int[] table;
  private int[] block;
  private int[] mixed;

  ScryptLane(int cost, int blockSize) {
    this.cost = cost;
    this.words = 2 * SALSA_WORDS * blockSize;
    this.table = new int[Math.multiplyExact(cost, words)];
    this.block = new int[words];
    this.mixed = new int[words];
  }

  /** Mixes the lane that begins at {@code offset} in place. */
  void mix(byte[] lanes, int offset) {
    IntBuffer stored =
        ByteBuffer.wrap(lanes, offset, words * Integer.BYTES)
            .slice()
            .order(ByteOrder.LITTLE_ENDIAN)
            .asIntBuffer();
    stored.get(0, block);
    for (int i = 0; i < cost; i++) {
      System.arraycopy(block, 0, table, i * words, words);
      mixBlock();
    }
    for (int i = 0; i < cost; i++) {
      int at = (block[words - SALSA_WORDS] & (cost - 1)) * words;
      for (int word = 0; word < words; word++) {
        block[word] ^= table[at + word];
      }
      mixBlock();
    }
    stored.put(0, block);
  }

  private void mixBlock() {
    int last = words - SALSA_WORDS;
    int[] previous = block;
    for (int from = 0; from < words; from += SALSA_WORDS) {
      int half = (from / SALSA_WORDS) % 2 * (words / 2);
      int to = from / (2 * SALSA_WORDS) * SALSA_WORDS + half;
      salsa(previous, last, block, from, mixed, to);
      previous = mixed;
      last = to;
    }
    int[] spare = block;
    block = mixed;
    mixed = spare;
  }

  /** {@code out = Salsa20/8(a xor b)}, sixteen words each. */
  private static void salsa(int[] a, int aAt, int[] b, int bAt, int[] out, int outAt) {
    int i0 = a[aAt] ^ b[bAt];
    int i1 = a[aAt + 1] ^ b[bAt + 1];
    int i2 = a[aAt + 2] ^ b[bAt + 2];
    int i3 = a[aAt + 3] ^ b[bAt + 3];
    int i4 = a[aAt + 4] ^ b[bAt + 4];
    int i5 = a[aAt + 5] ^ b[bAt + 5];
    int i6 = a[aAt + 6] ^ b[bAt + 6];
    int i7 = a[aAt + 7] ^ b[bAt + 7];
    int i8 = a[aAt + 8] ^ b[bAt + 8];
    int i9 = a[aAt + 9] ^ b[bAt + 9];
    int i10 = a[aAt + 10] ^ b[bAt + 10];
    int i11 = a[aAt + 11] ^ b[bAt + 11];
    int i12 = a[aAt + 12] ^ b[bAt + 12];
    int i13 = a[aAt + 13] ^ b[bAt + 13];
    int i14 = a[aAt + 14] ^ b[bAt + 14];
    int i15 = a[aAt + 15] ^ b[bAt + 15];
    int x0 = i0, x1 = i1, x2 = i2, x3 = i3, x4 = i4, x5 = i5, x6 = i6, x7 = i7;
    int x8 = i8, x9 = i9, x10 = i10, x11 = i11, x12 = i12, x13 = i13, x14 = i14, x15 = i15;
    for (int round = 0; round < DOUBLE_ROUNDS; round++) {
      x4 ^= Integer.rotateLeft(x0 + x12, 7);
      x8 ^= Integer.rotateLeft(x4 + x0, 9);
      x12 ^= Integer.rotateLeft(x8 + x4, 13);
      x0 ^= Integer.rotateLeft(x12 + x8, 18);
      x9 ^= Integer.rotateLeft(x5 + x1, 7);
      x13 ^= Integer.rotateLeft(x9 + x5, 9);
      x1 ^= Integer.rotateLeft(x13 + x9, 13);
      x5 ^= Integer.rotateLeft(x1 + x13, 18);
      x14 ^= Integer.rotateLeft(x10 + x6, 7);
      x2 ^= Integer.rotateLeft(x14 + x10, 9);
      x6 ^= Integer.rotateLeft(x2 + x14, 13);
      x10 ^= Integer.rotateLeft(x6 + x2, 18);
      x3 ^= Integer.rotateLeft(x15 + x11, 7);
      x7 ^= Integer.rotateLeft(x3 + x15, 9);
      x11 ^= Integer.rotateLeft(x7 + x3, 13);
      x15 ^= Integer.rotateLeft(x11 + x7, 18);
      x1 ^= Integer.rotateLeft(x0 + x3, 7);
      x2 ^= Integer.rotateLeft(x1 + x0, 9);
      x3 ^= Integer.rotateLeft(x2 + x1, 13);
      x0 ^= Integer.rotateLeft(x3 + x2, 18);
      x6 ^= Integer.rotateLeft(x5 + x4, 7);
      x7 ^= Integer.rotateLeft(x6 + x5, 9);
      x4 ^= Integer.rotateLeft(x7 + x6, 13);
      x5 ^= Integer.rotateLeft(x4 + x7, 18);
      x11 ^= Integer.rotateLeft(x10 + x9, 7);
      x8 ^= Integer.rotateLeft(x11 + x10, 9);
      x9 ^= Integer.rotateLeft(x8 + x11, 13);
      x10 ^= Integer.rotateLeft(x9 + x8, 18);
      x12 ^= Integer.rotateLeft(x15 + x14, 7);
      x13 ^= Integer.rotateLeft(x12 + x15, 9);
      x14 ^= Integer.rotateLeft(x13 + x12, 13);
      x15 ^= Integer.rotateLeft(x14 + x13, 18);
    }
    out[outAt] = x0 + i0;
    out[outAt + 1] = x1 + i1;
    out[outAt + 2] = x2 + i2;
    out[outAt + 3] = x3 + i3;
    out[outAt + 4] = x4 + i4;
    out[outAt + 5] = x5 + i5;
    out[outAt + 6] = x6 + i6;
    out[outAt + 7] = x7 + i7;
    out[outAt + 8] = x8 + i8;
    out[outAt + 9] = x9 + i9;
    out[outAt + 10] = x10 + i10;
    out[outAt + 11] = x11 + i11;
    out[outAt + 12] = x12 + i12;
    out[outAt + 13] = x13 + i13;
    out[outAt + 14] = x14 + i14;
    out[outAt + 15] = x15 + i15;
  }
}

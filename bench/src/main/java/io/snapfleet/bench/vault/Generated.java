package io.snapfleet.bench.vault;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Data that looks like an application's and is the same wherever and whenever it is made. */
final class Generated {
  private static final int WORDS = 4096;
  private static final byte[][] VOCABULARY = vocabulary(new SplittableRandom(1));

  private final SplittableRandom random;

  /**
   * @param seed says all: the same seed gives the same data
   */
  Generated(long seed) {
    this.random = new SplittableRandom(seed);
  }

  private static byte[][] vocabulary(SplittableRandom random) {
    byte[][] words = new byte[WORDS][];
    for (int word = 0; word < WORDS; word++) {
      words[word] = new byte[random.nextInt(3, 11)];
      for (int at = 0; at < words[word].length - 1; at++) {
        words[word][at] = (byte) ('a' + random.nextInt(26));
      }
      words[word][words[word].length - 1] = ' ';
    }
    return words;
  }

  /** Fills a range with words, some of them far more often than others. */
  void text(byte[] out, int from, int to) {
    int at = from;
    while (at < to) {
      double chance = random.nextDouble();
      byte[] word = VOCABULARY[(int) (chance * chance * chance * WORDS)];
      int length = Math.min(word.length, to - at);
      System.arraycopy(word, 0, out, at, length);
      at += length;
    }
  }

  String text(int length) {
    byte[] bytes = new byte[length];
    text(bytes, 0, length);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  /** Fills a range with what nothing compresses, as pictures and films are. */
  void media(byte[] out, int from, int to) {
    for (int at = from; at < to; at += Long.BYTES) {
      long bits = random.nextLong();
      for (int end = Math.min(to, at + Long.BYTES), one = at; one < end; one++, bits >>>= 8) {
        out[one] = (byte) bits;
      }
    }
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Whether it happened, of what happens so often. */
  boolean chance(double howOften) {
    return random.nextDouble() < howOften;
  }
}

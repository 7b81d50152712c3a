package io.snapfleet.vault.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ContentChunkerTest {

  private static final long POLYNOMIAL = 0x3DA3358B4DC173L;
  private static final long OLDEST = powerOfX(63 * 8);
  private static final int MINIMUM = ContentChunker.MINIMUM;
  private static final int MAXIMUM = ContentChunker.MAXIMUM;

  @Property(tries = 20)
  void cutsAreThoseOfTheDefinition(
      @ForAll long seed, @ForAll @IntRange(max = 6_000_000) int length) {
    byte[] data = random(seed, length);
    assertThat(cutWhole(data)).isEqualTo(byDefinition(data));
  }

  @Property(tries = 20)
  void howTheBytesArriveChangesNothing(@ForAll long seed) {
    byte[] data = random(seed, 9_000_000);
    assertThat(cutInPieces(data, new Random(seed))).isEqualTo(cutWhole(data));
  }

  @Test
  void zerosAreCutAtTheMinimum() {
    assertThat(cutWhole(new byte[2 * MINIMUM + 5])).containsExactly(MINIMUM, MINIMUM, 5);
  }

  @Test
  void dataThatNeverMatchesIsCutAtTheMaximum() {
    byte[] data = new byte[MAXIMUM + 100];
    Arrays.fill(data, (byte) 1);
    assertThat(cutWhole(data)).containsExactly(MAXIMUM, 100);
    assertThat(byDefinition(data)).containsExactly(MAXIMUM, 100);
  }

  @Test
  void shortAndEmptyStreamsEnd() {
    ContentChunker chunker = new ContentChunker(POLYNOMIAL);
    assertThat(chunker.next(new byte[10], 3, 10, false)).isEqualTo(-1);
    assertThat(chunker.next(new byte[10], 3, 10, true)).isEqualTo(7);
    assertThat(chunker.next(new byte[10], 3, 3, true)).isZero();
    assertThat(chunker.next(new byte[10], 3, 3, false)).isEqualTo(-1);
  }

  @Test
  void aResetChunkerKnowsNothingOfTheStreamBefore() {
    byte[] data = random(7, 3_000_000);
    ContentChunker chunker = new ContentChunker(POLYNOMIAL);
    int whole = chunker.next(data, 0, data.length, true);
    chunker.next(data, 0, whole - 1, false);
    chunker.reset();
    assertThat(chunker.next(data, 0, data.length, true)).isEqualTo(whole);
  }

  private static List<Integer> cutWhole(byte[] data) {
    ContentChunker chunker = new ContentChunker(POLYNOMIAL);
    List<Integer> lengths = new ArrayList<>();
    for (int at = 0; at < data.length; at += lengths.getLast()) {
      lengths.add(chunker.next(data, at, data.length, true));
    }
    return lengths;
  }

  private static List<Integer> cutInPieces(byte[] data, Random random) {
    ContentChunker chunker = new ContentChunker(POLYNOMIAL);
    List<Integer> lengths = new ArrayList<>();
    int known = 0;
    for (int at = 0; at < data.length; ) {
      byte[] moved = Arrays.copyOfRange(data, at, data.length);
      int length = chunker.next(moved, 0, known - at, known == data.length);
      if (length < 0) {
        known = Math.min(data.length, known + random.nextInt(1, 700_000));
      } else {
        lengths.add(length);
        at += length;
      }
    }
    return lengths;
  }

  /** Byte by byte over a window of 64, dividing by the polynomial, with no tables. */
  private static List<Integer> byDefinition(byte[] data) {
    List<Integer> lengths = new ArrayList<>();
    for (int start = 0; start < data.length; start += lengths.getLast()) {
      lengths.add(chunkByDefinition(data, start));
    }
    return lengths;
  }

  private static int chunkByDefinition(byte[] data, int start) {
    int limit = Math.min(MAXIMUM, data.length - start);
    long digest = 0;
    for (int length = 1; length < limit; length++) {
      int in = start + length - 1;
      if (length > 64) {
        digest ^= ChunkerPolynomial.multiply(OLDEST, data[in - 64] & 0xff, POLYNOMIAL);
      }
      digest = ChunkerPolynomial.remainder(digest << 8 | data[in] & 0xff, POLYNOMIAL);
      if (length >= MINIMUM && digest << 44 == 0) {
        return length;
      }
    }
    return limit;
  }

  private static long powerOfX(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power = ChunkerPolynomial.remainder(power << 1, POLYNOMIAL);
    }
    return power;
  }

  private static byte[] random(long seed, int length) {
    byte[] data = new byte[length];
    new Random(seed).nextBytes(data);
    return data;
  }
}

package io.snapfleet.vault.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BatchHashTest {
  private static final int MANY = BatchHash.MOST;

  @Property(tries = 100)
  void allWaysGiveTheHashesOfTheJdk(
      @ForAll long seed,
      @ForAll @IntRange(max = 1000) int length,
      @ForAll @IntRange(max = MANY) int count) {
    Random random = new Random(seed);
    byte[] in = new byte[10_000 + length];
    random.nextBytes(in);
    int[] offsets = random.ints(count, 0, 10_000).toArray();
    byte[] expected = new byte[count * BlobHash.LENGTH];
    for (int i = 0; i < count; i++) {
      BlobHash.into(in, offsets[i], length, expected, i * BlobHash.LENGTH);
    }

    assertThat(hashes(BatchHash.inLanes(), in, offsets, length)).isEqualTo(expected);
    assertThat(hashes(BatchHash.oneByOne(), in, offsets, length)).isEqualTo(expected);
    assertThat(hashes(BatchHash.forProcessor(), in, offsets, length)).isEqualTo(expected);
  }

  private static byte[] hashes(BatchHash hash, byte[] in, int[] offsets, int length) {
    byte[] out = new byte[offsets.length * BlobHash.LENGTH];
    hash.into(in, offsets, offsets.length, length, out);
    return out;
  }

  @Test
  void manyTextsAreOfUseOnlyWhereTheyFillLanesAndMemoryHasRoomForThem() {
    assertThat(BatchHash.inLanes().gainsFromMany(64 << 10)).isTrue();
    assertThat(BatchHash.inLanes().gainsFromMany((64 << 10) + 1)).isFalse();
    assertThat(BatchHash.inLanes().gainsFromMany(1 << 20)).isFalse();
    assertThat(BatchHash.oneByOne().gainsFromMany(64 << 10)).isFalse();
  }
}

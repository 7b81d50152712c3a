package io.snapfleet.vault.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LaneHashTest {

  @Property(tries = 100)
  void everyLaneHasTheHashTheJdkGives(
      @ForAll long seed,
      @ForAll @IntRange(max = 40) int blocks,
      @ForAll @IntRange(min = 1, max = LaneHash.LANES) int count) {
    Random random = new Random(seed);
    byte[] in = new byte[64 * blocks + 10_000];
    random.nextBytes(in);
    int[] offsets = random.ints(LaneHash.LANES, 0, 10_000).toArray();
    assertHashes(new LaneHash(), in, offsets, count, 64 * blocks);
  }

  @Test
  void oneObjectHashesAgainAndAgain() {
    LaneHash lanes = new LaneHash();
    byte[] in = new byte[LaneHash.LANES * 4096];
    for (int seed = 0; seed < 30; seed++) {
      new Random(seed).nextBytes(in);
      int[] offsets = new int[LaneHash.LANES];
      Arrays.setAll(offsets, lane -> lane * 4096);
      assertHashes(lanes, in, offsets, LaneHash.LANES - seed, 4096);
    }
  }

  private static void assertHashes(
      LaneHash lanes, byte[] in, int[] offsets, int count, int length) {
    byte[] hashes = new byte[LaneHash.LANES * BlobHash.LENGTH];
    lanes.into(in, offsets, count, length, hashes);
    for (int lane = 0; lane < count; lane++) {
      assertThat(Arrays.copyOfRange(hashes, 32 * lane, 32 * lane + 32))
          .as("lane %d of %d", lane, count)
          .isEqualTo(BlobHash.of(in, offsets[lane], length));
    }
  }
}

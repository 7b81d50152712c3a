package io.snapfleet.vault.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FixedChunkerTest {

  @Property
  void chunksCoverTheLengthOnce(
      @ForAll @LongRange(max = 10_000_000) long length,
      @ForAll @IntRange(min = 12, max = 20) int bits) {
    FixedChunker chunks = new FixedChunker(length, 1 << bits);
    long covered = IntStream.range(0, chunks.count()).mapToLong(chunks::length).sum();
    assertThat(covered).isEqualTo(length);
    if (chunks.count() > 0) {
      int last = chunks.count() - 1;
      assertThat(chunks.offset(last) + chunks.length(last)).isEqualTo(length);
      assertThat(chunks.length(last)).isPositive();
    }
  }

  @Test
  void sizesThatAreNoPowerOfTwoAreRefused() {
    assertThatThrownBy(() -> new FixedChunker(10, 3))
        .hasMessage("10 bytes cannot be cut into chunks of 3.");
  }
}

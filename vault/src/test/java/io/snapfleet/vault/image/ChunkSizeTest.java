package io.snapfleet.vault.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.vault.chunk.FixedChunker;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ChunkSizeTest {

  @Test
  void chunksAreSmallUntilThereWouldBeTooMany() {
    assertThat(ChunkSize.forSize(0)).isEqualTo(64 << 10);
    assertThat(ChunkSize.forSize(16L << 30)).isEqualTo(64 << 10);
    assertThat(ChunkSize.forSize(20L << 30)).isEqualTo(128 << 10);
    assertThat(ChunkSize.forSize(1L << 40)).isEqualTo(4 << 20);
    assertThat(ChunkSize.forSize(16L << 40)).isEqualTo(8 << 20);
  }

  @Test
  void imagesBeyondAnyBoundAreRefused() {
    assertThatThrownBy(() -> ChunkSize.forSize(Long.MAX_VALUE))
        .hasMessageContaining("larger than can be kept");
  }

  @Property
  void theSizeIsToldByTheNumberOfChunks(@ForAll @LongRange(max = 1L << 42) long size) {
    int chunk = ChunkSize.forSize(size);
    int count = new FixedChunker(size, chunk).count();
    int told = ChunkSize.of(size, count);
    assertThat(new FixedChunker(size, told).count()).isEqualTo(count);
  }

  @Test
  void otherCutsAreNoFixedSize() {
    assertThat(ChunkSize.of(10L << 20, 9)).isZero();
  }
}

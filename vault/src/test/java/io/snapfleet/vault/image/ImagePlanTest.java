package io.snapfleet.vault.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.vault.chunk.FixedChunker;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ImagePlanTest {

  private static final int CHUNK = 64 << 10;

  @Property(tries = 300)
  void everyChunkIsReadOrAHoleOrKept(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int count) {
    Random random = new Random(seed);
    FixedChunker chunks = new FixedChunker((long) count * CHUNK - random.nextInt(CHUNK), CHUNK);
    List<Extent> data = extents(random, chunks.length());
    List<Extent> changed = extents(random, 2 * chunks.length());
    BitSet inParent = BitSet.valueOf(new long[] {random.nextLong() & ((1L << count) - 1)});

    ImagePlan plan = ImagePlan.of(chunks, data, changed, inParent);

    for (int i = 0; i < count; i++) {
      boolean allocated = touches(data, chunks, i);
      boolean kept = inParent.get(i) && !touches(changed, chunks, i);
      assertThat(plan.holes().get(i)).isEqualTo(!allocated);
      assertThat(plan.toRead().get(i)).isEqualTo(allocated && !kept);
    }
  }

  @Property(tries = 300)
  void segmentsAreTheChunksToReadOnceInOrder(@ForAll long seed) {
    FixedChunker chunks = new FixedChunker(100L * CHUNK - 7, CHUNK);
    ImagePlan plan = ImagePlan.of(chunks, extents(new Random(seed), chunks.length()));
    List<Integer> read =
        plan.segments(16).stream()
            .flatMap(
                segment ->
                    IntStream.range(segment.first(), segment.first() + segment.count()).boxed())
            .toList();
    assertThat(read).isEqualTo(plan.toRead().stream().boxed().toList());
    assertThat(plan.segments(16)).allMatch(segment -> segment.count() <= 16);
  }

  private static List<Extent> extents(Random random, long length) {
    List<Extent> extents = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      extents.add(new Extent(random.nextLong(length), random.nextInt(5 * CHUNK)));
    }
    return extents;
  }

  private static boolean touches(List<Extent> extents, FixedChunker chunks, int index) {
    long from = chunks.offset(index);
    long to = from + chunks.length(index);
    return extents.stream()
        .anyMatch(extent -> extent.length() > 0 && extent.offset() < to && extent.end() > from);
  }
}

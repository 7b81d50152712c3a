package io.snapfleet.vault.image;

import io.snapfleet.vault.chunk.FixedChunker;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which chunks of an image must be read, and which are holes. Of the others it is known that they
 * are what the parent has.
 */
record ImagePlan(FixedChunker chunks, BitSet toRead, BitSet holes) {

  /** Some neighbouring chunks that are read at once. */
  record Segment(int first, int count) {}

  /** All that is allocated must be read. */
  static ImagePlan of(FixedChunker chunks, List<Extent> data) {
    BitSet toRead = covering(chunks, data);
    BitSet holes = (BitSet) toRead.clone();
    holes.flip(0, chunks.count());
    return new ImagePlan(chunks, toRead, holes);
  }

  /**
   * Of what is allocated, that must be read which changed or which the parent does not have.
   *
   * @param inParent the chunks that the parent has at the same length, all of them in the
   *     repository
   */
  static ImagePlan of(
      FixedChunker chunks, List<Extent> data, List<Extent> changed, BitSet inParent) {
    ImagePlan plan = of(chunks, data);
    BitSet kept = (BitSet) inParent.clone();
    kept.andNot(covering(chunks, changed));
    plan.toRead.andNot(kept);
    return plan;
  }

  private static BitSet covering(FixedChunker chunks, List<Extent> extents) {
    BitSet covered = new BitSet(chunks.count());
    for (Extent extent : extents) {
      long end = Math.min(extent.end(), chunks.length());
      if (extent.offset() < end) {
        covered.set((int) (extent.offset() / chunks.size()), (int) ((end - 1) / chunks.size()) + 1);
      }
    }
    return covered;
  }

  long bytesToRead() {
    return toRead.stream().mapToLong(chunks::length).sum();
  }

  /** Everything that must be read, in order and in segments of at most some chunks each. */
  List<Segment> segments(int most) {
    List<Segment> segments = new ArrayList<>();
    for (int from = toRead.nextSetBit(0); from >= 0; from = toRead.nextSetBit(from)) {
      int to = Math.min(toRead.nextClearBit(from), from + most);
      segments.add(new Segment(from, to - from));
      from = to;
    }
    return segments;
  }
}

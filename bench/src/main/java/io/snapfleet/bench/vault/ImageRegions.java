package io.snapfleet.bench.vault;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/** Regions of an image that hold nothing but database pages, and such with nothing but media. */
record ImageRegions(int length, List<Long> database, List<Long> media) {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  /** File systems align to their own blocks, not to regions. */
  private static final int BLOCK = 4 << 10;

  static ImageRegions find(FileChannel image, int length) throws IOException {
    List<Long> database = new ArrayList<>();
    List<Long> media = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = image.map(FileChannel.MapMode.READ_ONLY, 0, image.size(), arena);
      long at = 0;
      while (at + length <= image.size()) {
        boolean pages = isAll(bytes, at, length, DatabasePage.MAGIC);
        if (pages) {
          database.add(at);
        }
        boolean marked = !pages && isAll(bytes, at, length, MediaFile.MARK);
        if (marked) {
          media.add(at);
        }
        at += pages || marked ? length : BLOCK;
      }
    }
    return new ImageRegions(length, database, media);
  }

  private static boolean isAll(MemorySegment bytes, long from, int length, long mark) {
    for (long at = from; at < from + length; at += DatabasePage.BYTES) {
      if (bytes.get(LONG, at) != mark) {
        return false;
      }
    }
    return true;
  }

  List<Long> ofDatabase(Generated generated, int count) {
    return pick(database, generated, count);
  }

  /** Each is followed by one that is media as well. */
  List<Long> ofMedia(Generated generated, int count) {
    List<Long> pairs = new ArrayList<>();
    for (int one = 0; one + 1 < media.size(); one += 2) {
      if (media.get(one + 1) - media.get(one) == length) {
        pairs.add(media.get(one));
      }
    }
    return pick(pairs, generated, count);
  }

  private static List<Long> pick(List<Long> all, Generated generated, int count) {
    List<Long> left = new ArrayList<>(all);
    List<Long> picked = new ArrayList<>();
    while (!left.isEmpty() && picked.size() < count) {
      picked.add(left.remove(generated.below(left.size())));
    }
    return picked;
  }
}

package io.snapfleet.vault.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds what is allocated of a sparse file. */
final class Holes {

  private Holes() {}

  /**
   * The ranges of a file that may hold other bytes than zeros, in order. On a file system that does
   * not tell, and on block devices, that is everything.
   */
  static List<Extent> dataOf(Path file, long size) throws IOException {
    try (SeekableDescriptor descriptor = SeekableDescriptor.open(file)) {
      if (size == 0 || !descriptor.tellsHoles()) {
        return size == 0 ? List.of() : List.of(new Extent(0, size));
      }
      List<Extent> data = new ArrayList<>();
      long from = descriptor.nextData(0);
      while (from >= 0 && from < size) {
        long to = Math.min(size, descriptor.nextHole(from));
        data.add(new Extent(from, to - from));
        from = to == size ? -1 : descriptor.nextData(to);
      }
      return data;
    }
  }
}

package io.snapfleet.vault.image;

import io.snapfleet.vault.chunk.FixedChunker;

/**
 * How large an image's chunks are. Small ones follow scattered writes closely, as a database makes
 * them; but each has 32 bytes in the image's tree and an entry in the index, so the number of
 * chunks is bounded and larger images have larger chunks.
 */
final class ChunkSize {

  static final int SMALLEST = 64 << 10;
  static final int LARGEST = 8 << 20;
  private static final int MOST_CHUNKS = 1 << 18;

  private ChunkSize() {}

  /** For an image that has no parent. */
  static int forSize(long size) {
    int chunk = SMALLEST;
    while (chunk < LARGEST && size / chunk > MOST_CHUNKS) {
      chunk *= 2;
    }
    if (size / chunk > Integer.MAX_VALUE / 64) {
      throw new ImageException("An image of %d bytes is larger than can be kept.".formatted(size));
    }
    return chunk;
  }

  /**
   * The size that an image of this many bytes was cut with, or 0 when it was not cut at a fixed
   * size that is used here. A growing image keeps the size it began with, so that its chunks stay
   * known.
   */
  static int of(long size, int count) {
    for (int chunk = SMALLEST; chunk <= LARGEST; chunk *= 2) {
      if (new FixedChunker(size, chunk).count() == count) {
        return chunk;
      }
    }
    return 0;
  }
}

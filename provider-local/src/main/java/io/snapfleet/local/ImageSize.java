package io.snapfleet.local;

import java.util.Optional;

/**
 * What an image occupies. To measure it the kernel has to look at every file of a tree it has not
 * seen before, which takes longer than to make the image; so what a machine has written is added to
 * the size of its image, as long as that cannot be far from the truth: what was deleted or written
 * over counts still.
 *
 * @param bytes as near as we know
 * @param measuredBytes when it was last measured, of this image or one that it descends from
 */
record ImageSize(long bytes, long measuredBytes) {
  private static final double FARTHEST = 1.05;

  static ImageSize measured(long bytes) {
    return new ImageSize(bytes, bytes);
  }

  /** The size of what has grown so much since; empty when that is to be measured. */
  Optional<ImageSize> grown(long written) {
    return Optional.of(new ImageSize(bytes + written, measuredBytes))
        .filter(size -> size.bytes <= FARTHEST * measuredBytes);
  }
}

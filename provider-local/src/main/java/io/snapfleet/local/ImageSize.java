package io.snapfleet.local;

import java.util.Optional;

/**
 * What an image occupies. To measure it the kernel has to look at every file of a tree it has not
 * seen before, which takes longer than to make the image; so what a machine has written is added to
 * the size of its image. What was deleted of that image, or written over, is counted still: hence a
 * size is measured again when too many before it were not.
 *
 * @param bytes as near as we know
 * @param additions how many images back the last one lies that was measured; 0 when this was
 */
record ImageSize(long bytes, int additions) {
  private static final int MOST_ADDITIONS = 4;

  static ImageSize measured(long bytes) {
    return new ImageSize(bytes, 0);
  }

  /** That of an image with so much more in it; empty when it is to be measured. */
  Optional<ImageSize> plus(long written) {
    return Optional.of(new ImageSize(bytes + written, additions + 1))
        .filter(size -> size.additions <= MOST_ADDITIONS);
  }
}

package io.snapfleet.bake.machine;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.provider.api.ImageId;
import java.util.Optional;

/** Remembers the images that builds make, and knows who uses them. Thread-safe. */
public interface ImageRegister {
  /** Remembers nothing. */
  ImageRegister NONE =
      new ImageRegister() {
        @Override
        public void made(MadeImage image) {}

        @Override
        public Optional<String> user(Settings builder, ImageId image) {
          return Optional.empty();
        }
      };

  /**
   * Told of an image that is whole, before it gets its own name. Where the build is cut off between
   * the two, the image is gone in the end.
   */
  void made(MadeImage image);

  /** Who would miss an image where this builder makes its own, in a clause; empty when nobody. */
  Optional<String> user(Settings builder, ImageId image);
}

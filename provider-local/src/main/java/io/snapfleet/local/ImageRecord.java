package io.snapfleet.local;

import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Tags;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What we know of an image.
 *
 * @param maker who is making it; null once it is complete
 */
record ImageRecord(
    String id, String name, Tags tags, long sizeBytes, Instant createdAt, @Nullable Maker maker) {
  ImageRecord made(long size) {
    return new ImageRecord(id, name, tags, size, createdAt, null);
  }

  Image image() {
    return new Image(new ImageId(id), name, tags, state(), sizeBytes, 0, createdAt);
  }

  Image.State state() {
    if (maker == null) {
      return Image.State.AVAILABLE;
    }
    return maker.alive() ? Image.State.PENDING : Image.State.FAILED;
  }
}

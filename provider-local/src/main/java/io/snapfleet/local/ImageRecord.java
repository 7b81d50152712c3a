package io.snapfleet.local;

import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Tags;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What we know of an image.
 *
 * @param size null until it is complete
 * @param maker who is making or deleting it; null while it is complete
 */
record ImageRecord(
    String id,
    String name,
    Tags tags,
    @Nullable ImageSize size,
    Instant createdAt,
    @Nullable Maker maker) {
  ImageRecord made(ImageSize size) {
    return new ImageRecord(id, name, tags, size, createdAt, null);
  }

  ImageRecord going() {
    return new ImageRecord(id, name, tags, size, createdAt, Maker.self());
  }

  ImageRecord named(String other, Tags others) {
    return new ImageRecord(id, other, others, size, createdAt, maker);
  }

  Image image() {
    long bytes = size == null ? 0 : size.bytes();
    return new Image(new ImageId(id), name, tags, state(), bytes, 0, createdAt);
  }

  Image.State state() {
    if (maker == null) {
      return Image.State.AVAILABLE;
    }
    return maker.alive() ? Image.State.PENDING : Image.State.FAILED;
  }
}

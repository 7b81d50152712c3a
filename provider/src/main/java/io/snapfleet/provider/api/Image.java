package io.snapfleet.provider.api;

import java.time.Instant;
import java.util.Objects;

/**
 * A bootable copy of a machine's disk.
 *
 * @param sizeBytes what it occupies at the provider, as near as it can tell; 0 where it cannot
 * @param minDiskBytes the smallest disk a machine made from it may have; 0 where that is no limit
 */
public record Image(
    ImageId id,
    String name,
    Tags tags,
    State state,
    long sizeBytes,
    long minDiskBytes,
    Instant createdAt) {
  /** How far the provider is with it. */
  public enum State {
    PENDING,
    AVAILABLE,
    FAILED
  }

  public Image {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(tags, "tags");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(createdAt, "createdAt");
  }

  /** Whether it is kept for builds alone, and is not shown among images. */
  public boolean isLayer() {
    return tags.get(Tags.LAYER).isPresent();
  }
}

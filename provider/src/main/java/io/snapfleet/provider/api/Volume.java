package io.snapfleet.provider.api;

import java.time.Instant;
import java.util.Objects;

/**
 * Block storage as it is at the provider.
 *
 * @param complete false where the process that was making or deleting it is at it still, or died of
 *     it: there are no data to count on then, and {@link BlockStorage#create} makes it anew
 */
public record Volume(
    VolumeId id, String name, Tags tags, long sizeBytes, Instant createdAt, boolean complete) {
  public Volume {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(tags, "tags");
    Objects.requireNonNull(createdAt, "createdAt");
  }
}

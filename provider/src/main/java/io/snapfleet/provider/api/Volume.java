package io.snapfleet.provider.api;

import java.time.Instant;
import java.util.Objects;

/** Block storage as it is at the provider. */
public record Volume(VolumeId id, String name, Tags tags, long sizeBytes, Instant createdAt) {
  public Volume {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(tags, "tags");
    Objects.requireNonNull(createdAt, "createdAt");
  }
}

package io.snapfleet.provider.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A volume that shall be.
 *
 * @param sizeBytes at least the snapshot's where there is one
 * @param from what it starts as a copy of; null for an empty one
 */
public record VolumeRequest(
    String name, Tags tags, long sizeBytes, @Nullable VolumeSnapshotId from) {
  public VolumeRequest {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(tags, "tags");
  }
}

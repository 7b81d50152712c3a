package io.snapfleet.provider.api;

import java.time.Instant;
import java.util.Objects;

/**
 * A volume's content at one moment.
 *
 * @param volumeSizeBytes the size of the volume it was taken of, the least a copy may have
 */
public record VolumeSnapshot(
    VolumeSnapshotId id,
    String name,
    Tags tags,
    VolumeId volume,
    long volumeSizeBytes,
    Instant createdAt) {
  public VolumeSnapshot {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(tags, "tags");
    Objects.requireNonNull(volume, "volume");
    Objects.requireNonNull(createdAt, "createdAt");
  }
}

package io.snapfleet.local;

import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.VolumeId;
import io.snapfleet.provider.api.VolumeSnapshot;
import io.snapfleet.provider.api.VolumeSnapshotId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What we know of a volume's snapshot.
 *
 * @param maker who is making or deleting it; null while it is complete
 */
record VolumeSnapshotRecord(
    String id,
    String name,
    Tags tags,
    VolumeId volume,
    long volumeSizeBytes,
    Instant createdAt,
    @Nullable Maker maker) {
  VolumeSnapshotRecord made() {
    return new VolumeSnapshotRecord(id, name, tags, volume, volumeSizeBytes, createdAt, null);
  }

  VolumeSnapshotRecord going() {
    return new VolumeSnapshotRecord(
        id, name, tags, volume, volumeSizeBytes, createdAt, Maker.self());
  }

  VolumeSnapshot snapshot() {
    return new VolumeSnapshot(
        new VolumeSnapshotId(id), name, tags, volume, volumeSizeBytes, createdAt);
  }
}

package io.snapfleet.local;

import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.Volume;
import io.snapfleet.provider.api.VolumeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What we know of a volume.
 *
 * @param maker who is making or deleting it; null while it is complete
 */
record VolumeRecord(
    String id, String name, Tags tags, long sizeBytes, Instant createdAt, @Nullable Maker maker) {
  VolumeRecord made() {
    return new VolumeRecord(id, name, tags, sizeBytes, createdAt, null);
  }

  VolumeRecord going() {
    return new VolumeRecord(id, name, tags, sizeBytes, createdAt, Maker.self());
  }

  Volume volume() {
    return new Volume(new VolumeId(id), name, tags, sizeBytes, createdAt, maker == null);
  }
}

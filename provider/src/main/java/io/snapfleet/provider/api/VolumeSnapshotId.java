package io.snapfleet.provider.api;

import java.util.Objects;

/** The provider's own id of a volume snapshot; opaque to everyone but that provider. */
public record VolumeSnapshotId(String value) {
  public VolumeSnapshotId {
    Objects.requireNonNull(value, "value");
    if (value.isBlank()) {
      throw new IllegalArgumentException("a volume snapshot id is never blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

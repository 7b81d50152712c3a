package io.snapfleet.provider.api;

import java.util.Objects;

/** The provider's own id of a volume; opaque to everyone but that provider. */
public record VolumeId(String value) {
  public VolumeId {
    Objects.requireNonNull(value, "value");
    if (value.isBlank()) {
      throw new IllegalArgumentException("a volume id is never blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

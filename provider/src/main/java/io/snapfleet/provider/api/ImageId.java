package io.snapfleet.provider.api;

import java.util.Objects;

/** The provider's own id of a image; opaque to everyone but that provider. */
public record ImageId(String value) {
  public ImageId {
    Objects.requireNonNull(value, "value");
    if (value.isBlank()) {
      throw new IllegalArgumentException("a image id is never blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

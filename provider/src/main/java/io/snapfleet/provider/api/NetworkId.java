package io.snapfleet.provider.api;

import java.util.Objects;

/** The provider's own id of a network; opaque to everyone but that provider. */
public record NetworkId(String value) {
  public NetworkId {
    Objects.requireNonNull(value, "value");
    if (value.isBlank()) {
      throw new IllegalArgumentException("a network id is never blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

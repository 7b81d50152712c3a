package io.snapfleet.provider.api;

import java.util.Objects;

/** The provider's own id of a machine; opaque to everyone but that provider. */
public record MachineId(String value) {
  public MachineId {
    Objects.requireNonNull(value, "value");
    if (value.isBlank()) {
      throw new IllegalArgumentException("a machine id is never blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

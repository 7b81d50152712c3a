package io.snapfleet.provider.api;

import java.util.Objects;

/** The provider's own id of a firewall; opaque to everyone but that provider. */
public record FirewallId(String value) {
  public FirewallId {
    Objects.requireNonNull(value, "value");
    if (value.isBlank()) {
      throw new IllegalArgumentException("a firewall id is never blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

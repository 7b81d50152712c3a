package io.snapfleet.provider.api;

import java.util.Objects;

/** The provider's own id of a load balancer; opaque to everyone but that provider. */
public record LoadBalancerId(String value) {
  public LoadBalancerId {
    Objects.requireNonNull(value, "value");
    if (value.isBlank()) {
      throw new IllegalArgumentException("a load balancer id is never blank");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

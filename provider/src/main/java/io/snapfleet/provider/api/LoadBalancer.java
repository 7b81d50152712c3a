package io.snapfleet.provider.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A load balancer as it is at the provider.
 *
 * @param address where it takes requests, or null before it has one
 */
public record LoadBalancer(LoadBalancerId id, String name, Tags tags, @Nullable String address) {
  public LoadBalancer {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(tags, "tags");
  }
}

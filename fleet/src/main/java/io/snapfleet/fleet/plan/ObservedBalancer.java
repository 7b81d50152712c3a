package io.snapfleet.fleet.plan;

import io.snapfleet.provider.api.LoadBalancer;
import io.snapfleet.provider.api.MachineId;
import java.util.Objects;
import java.util.Set;

/**
 * A load balancer at the provider and those it may send requests to.
 *
 * @param members healthy or not
 */
public record ObservedBalancer(LoadBalancer balancer, Set<MachineId> members) {
  public ObservedBalancer {
    Objects.requireNonNull(balancer, "balancer");
    members = Set.copyOf(members);
  }
}

package io.snapfleet.provider.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Load balancers that the provider runs. Needs {@link Capability#LOAD_BALANCERS}. */
public interface LoadBalancers {
  /**
   * Creates one without members and returns once the provider has accepted it; poll {@link
   * #balancer} for its address. Idempotent by name, as {@link Compute#create} is.
   */
  LoadBalancer create(LoadBalancerRequest request);

  List<LoadBalancer> balancers(Tags selector);

  Optional<LoadBalancer> balancer(LoadBalancerId id);

  /**
   * Makes the machine a member, which gets requests once it is found healthy. A member already is
   * done already.
   */
  void join(LoadBalancerId balancer, MachineId machine);

  /**
   * For how long after {@link #join} a machine that is healthy may get no requests. Whether it does
   * is not told, so who lets another one go for it waits so long.
   */
  Duration joinLag();

  /**
   * Lets the machine get no new requests; those under way may end. No member, or a machine or a
   * balancer that is gone, is done already.
   */
  void leave(LoadBalancerId balancer, MachineId machine);

  /** The members, healthy or not; none of a balancer that is gone. */
  Set<MachineId> members(LoadBalancerId balancer);

  /** Deletes it; gone already is no error. Its members stay as they are. */
  void delete(LoadBalancerId id);
}

package io.snapfleet.devcloud.traffic;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a load balancer shall do.
 *
 * @param address where it answers, a loopback address
 * @param rules the ports that it leads on
 * @param members the addresses of the machines it may send to, by the droplets' ids
 */
public record BalancerOrder(
    String id,
    String name,
    String address,
    List<Rule> rules,
    HealthCheck check,
    Map<String, String> members) {
  public BalancerOrder {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(address, "address");
    rules = List.copyOf(rules);
    Objects.requireNonNull(check, "check");
    members = Map.copyOf(members);
  }

  /**
   * Connections to a port go to a port of a member.
   *
   * @param http whether visitors understand an answer in HTTP when no member can give one
   */
  public record Rule(int port, int machinePort, boolean http) {}

  /** Whether only its members differ from the other's. */
  boolean isLike(BalancerOrder other) {
    return equals(
        new BalancerOrder(
            other.id(), other.name(), other.address(), other.rules(), other.check(), members));
  }
}

package io.snapfleet.provider.api;

import java.util.List;
import java.util.Objects;

/**
 * A load balancer that shall be. Its members' firewall must let their ports be reached {@link
 * FirewallRules#FROM_ANYWHERE}.
 *
 * @param network the network its members are in
 * @param forwards at least one
 * @param healthPath a path that a healthy member answers with a 2xx status on the first forward's
 *     port; a member that does not gets no requests
 */
public record LoadBalancerRequest(
    String name, Tags tags, NetworkId network, List<Forward> forwards, String healthPath) {
  public LoadBalancerRequest {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(tags, "tags");
    Objects.requireNonNull(network, "network");
    forwards = List.copyOf(forwards);
    if (forwards.isEmpty()) {
      throw new IllegalArgumentException("a load balancer without a port: " + name);
    }
    if (!healthPath.startsWith("/")) {
      throw new IllegalArgumentException("not a path: " + healthPath);
    }
  }

  /** HTTP requests to a port of the balancer go to a port of a member. */
  public record Forward(int port, int machinePort) {
    public Forward {
      if (port < 1 || port > 65535 || machinePort < 1 || machinePort > 65535) {
        throw new IllegalArgumentException("not a port: " + port + ":" + machinePort);
      }
    }
  }
}

package io.snapfleet.provider.api;

import java.util.List;
import java.util.Objects;

/**
 * What may pass inside one network. Between its machines all is refused but what a rule allows and
 * the answers to it; machines may reach the outside, and the controller may reach every machine's
 * SSH port.
 */
public record FirewallRules(String name, Tags tags, NetworkId network, List<Allow> allowed) {
  public FirewallRules {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(tags, "tags");
    Objects.requireNonNull(network, "network");
    allowed = List.copyOf(allowed);
  }

  /** New TCP connections from machines of one tier to a port of machines of another. */
  public record Allow(String fromTier, String toTier, int port) {
    public Allow {
      Objects.requireNonNull(fromTier, "fromTier");
      Objects.requireNonNull(toTier, "toTier");
    }
  }
}

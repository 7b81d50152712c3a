package io.snapfleet.provider.api;

import java.util.List;
import java.util.Objects;

/**
 * What may pass inside one network, and out of it. Between its machines all is refused but what a
 * rule allows and the answers to it; the controller may reach every machine's SSH port.
 */
public record FirewallRules(
    String name, Tags tags, NetworkId network, List<Allow> allowed, Outside outside) {
  /**
   * In place of the tier that connections come from: from anywhere, in the network and out of it,
   * by what way the provider has from there. No tier has this name.
   */
  public static final String FROM_ANYWHERE = "*";

  /** Rules kept before the outside could be closed leave it open. */
  public FirewallRules {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(tags, "tags");
    Objects.requireNonNull(network, "network");
    allowed = List.copyOf(allowed);
    outside = Objects.requireNonNullElse(outside, Outside.OPEN);
  }

  /** Rules that leave the outside open. */
  public FirewallRules(String name, Tags tags, NetworkId network, List<Allow> allowed) {
    this(name, tags, network, allowed, Outside.OPEN);
  }

  /** Whether machines may begin to speak with what is not in their network. */
  public enum Outside {
    /** They may. */
    OPEN,
    /**
     * They may not, neither with the computer they run on nor with any other: no mail leaves, no
     * call. Answers to who spoke to them first pass, and so may questions for names.
     */
    CLOSED
  }

  /**
   * New TCP connections from machines of one tier, or {@link #FROM_ANYWHERE}, to a port of machines
   * of another.
   */
  public record Allow(String fromTier, String toTier, int port) {
    public Allow {
      Objects.requireNonNull(fromTier, "fromTier");
      Objects.requireNonNull(toTier, "toTier");
    }
  }
}

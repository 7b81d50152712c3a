package io.snapfleet.provider.api;

import java.util.List;

/** Rules about which tier's machines may speak to which, kept outside of the machines. */
public interface Firewalls {
  /**
   * Makes the firewall of this name be exactly {@code rules}, creating it where it is missing.
   * Idempotent; never opens more than the old or the new rules on the way. It holds for machines
   * created later without another call: tiers are told by {@link Tags#TIER}.
   */
  Firewall apply(FirewallRules rules);

  List<Firewall> firewalls(Tags selector);

  /** Deletes it; gone already is no error. */
  void delete(FirewallId id);
}

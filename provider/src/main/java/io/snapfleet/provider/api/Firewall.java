package io.snapfleet.provider.api;

import java.util.Objects;

/** A firewall as it is at the provider. */
public record Firewall(FirewallId id, FirewallRules rules) {
  public Firewall {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(rules, "rules");
  }
}

package io.snapfleet.provider.api;

import java.util.Objects;

/**
 * A firewall as it is at the provider.
 *
 * @param complete false where the process that was making, changing or deleting it is at it still,
 *     or died of it: which rules hold is not known then, and {@link Firewalls#apply} settles it
 */
public record Firewall(FirewallId id, FirewallRules rules, boolean complete) {
  public Firewall {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(rules, "rules");
  }
}

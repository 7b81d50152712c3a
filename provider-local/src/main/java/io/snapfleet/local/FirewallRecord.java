package io.snapfleet.local;

import io.snapfleet.provider.api.Firewall;
import io.snapfleet.provider.api.FirewallId;
import io.snapfleet.provider.api.FirewallRules;
import org.jspecify.annotations.Nullable;

/**
 * What we know of a firewall.
 *
 * @param maker who is making, changing or deleting it; null while it is complete
 */
record FirewallRecord(String id, FirewallRules rules, @Nullable Maker maker) {
  FirewallRecord made() {
    return new FirewallRecord(id, rules, null);
  }

  FirewallRecord going() {
    return new FirewallRecord(id, rules, Maker.self());
  }

  Firewall firewall() {
    return new Firewall(new FirewallId(id), rules, maker == null);
  }
}

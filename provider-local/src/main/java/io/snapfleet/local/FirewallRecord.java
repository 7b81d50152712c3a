package io.snapfleet.local;

import io.snapfleet.provider.api.Firewall;
import io.snapfleet.provider.api.FirewallId;
import io.snapfleet.provider.api.FirewallRules;

/** What we know of a firewall. */
record FirewallRecord(String id, FirewallRules rules) {
  Firewall firewall() {
    return new Firewall(new FirewallId(id), rules);
  }
}

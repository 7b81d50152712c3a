package io.snapfleet.provider.fake;

import io.snapfleet.provider.api.Firewall;
import io.snapfleet.provider.api.FirewallId;
import io.snapfleet.provider.api.FirewallRules;
import io.snapfleet.provider.api.Firewalls;
import io.snapfleet.provider.api.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Firewalls, which are remembered and filter nothing. */
record FakeFirewalls(Wire wire) implements Firewalls {
  @Override
  public Firewall apply(FirewallRules rules) {
    return wire.change(
        "firewalls.apply",
        rules.name(),
        world -> begin(world, rules),
        world -> put(world, rules, true));
  }

  private Firewall begin(World world, FirewallRules rules) {
    World.needNetwork(world, rules.network());
    return put(world, rules, false);
  }

  private Firewall put(World world, FirewallRules rules, boolean complete) {
    Optional<Entry.OfFirewall> old = World.ours(world.firewalls, rules.name(), rules.tags());
    String id = old.map(Entry::id).orElseGet(() -> world.nextId("firewall"));
    Instant createdAt = old.map(Entry::createdAt).orElseGet(wire::now);
    Firewall firewall = new Firewall(new FirewallId(id), rules, complete);
    world.firewalls.put(id, new Entry.OfFirewall(firewall, createdAt));
    return firewall;
  }

  @Override
  public List<Firewall> firewalls(Tags selector) {
    return wire.read(
        "firewalls.firewalls",
        "",
        world ->
            wire.listed(world.firewalls.values(), selector).stream()
                .map(Entry.OfFirewall::firewall)
                .toList());
  }

  @Override
  public void delete(FirewallId id) {
    wire.change(
        "firewalls.delete",
        id.value(),
        world ->
            Optional.ofNullable(world.firewalls.get(id.value()))
                .ifPresent(there -> put(world, there.firewall().rules(), false)),
        world -> world.firewalls.remove(id.value()) != null);
  }
}

package io.snapfleet.local;

import io.snapfleet.provider.api.Firewall;
import io.snapfleet.provider.api.FirewallId;
import io.snapfleet.provider.api.FirewallRules;
import io.snapfleet.provider.api.Firewalls;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import java.util.List;
import java.util.Optional;

/** Firewalls as rules of this computer's packet filter, outside of the machines. */
final class LocalFirewalls implements Firewalls {
  private final LocalEngine engine;
  private final Catalogue catalogue;

  LocalFirewalls(LocalEngine engine) {
    this.engine = engine;
    this.catalogue = engine.catalogue;
  }

  @Override
  public Firewall apply(FirewallRules rules) {
    check(rules);
    engine.podman();
    return catalogue.lock.call(
        () -> {
          Optional<FirewallRecord> old =
              catalogue.firewalls.first(known -> known.rules().name().equals(rules.name()));
          old.ifPresent(
              known ->
                  Ownership.check(
                      "firewall", rules.name(), known.rules().tags(), rules.tags(), known));
          String id = old.map(FirewallRecord::id).orElseGet(() -> Ids.next("f"));
          FirewallRecord record = new FirewallRecord(id, rules, Maker.self());
          catalogue.firewalls.write(id, record);
          engine.rules.apply(rules.network().value());
          old.map(known -> known.rules().network().value())
              .filter(network -> !network.equals(rules.network().value()))
              .ifPresent(engine.rules::apply);
          catalogue.firewalls.write(id, record.made());
          return record.made().firewall();
        });
  }

  @Override
  public List<Firewall> firewalls(Tags selector) {
    return catalogue.firewalls.all().stream()
        .map(FirewallRecord::firewall)
        .filter(firewall -> firewall.rules().tags().matches(selector))
        .toList();
  }

  @Override
  public void delete(FirewallId id) {
    catalogue.firewalls.find(id.value()).ifPresent(this::delete);
  }

  private void delete(FirewallRecord firewall) {
    engine.podman();
    catalogue.lock.run(
        () -> {
          catalogue.firewalls.write(firewall.id(), firewall.going());
          engine.rules.forget(firewall);
        });
  }

  private void check(FirewallRules rules) {
    if (catalogue.networks.find(rules.network().value()).isEmpty()) {
      throw new ProviderException.NotFound(
          "firewall %s is for network %s, which does not exist"
              .formatted(rules.name(), rules.network()),
          "create the network first");
    }
    for (FirewallRules.Allow allow : rules.allowed()) {
      boolean port = allow.port() >= 1 && allow.port() <= 65535;
      boolean from =
          isTier(allow.fromTier()) || allow.fromTier().equals(FirewallRules.FROM_ANYWHERE);
      if (!port || !from || !isTier(allow.toTier())) {
        throw new ProviderException.Permanent(
            "firewall %s has a rule that cannot be: %s".formatted(rules.name(), allow),
            "use tier names of a-z, 0-9 and -, and ports from 1 to 65535");
      }
    }
  }

  private static boolean isTier(String name) {
    return name.matches("[a-z0-9][a-z0-9-]*");
  }
}

package io.snapfleet.digitalocean;

import io.snapfleet.digitalocean.Wire.Inbound;
import io.snapfleet.digitalocean.Wire.Outbound;
import io.snapfleet.digitalocean.Wire.Peers;
import io.snapfleet.provider.api.Firewall;
import io.snapfleet.provider.api.FirewallId;
import io.snapfleet.provider.api.FirewallRules;
import io.snapfleet.provider.api.FirewallRules.Allow;
import io.snapfleet.provider.api.FirewallRules.Outside;
import io.snapfleet.provider.api.NetworkId;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Our rules as the vendor's firewalls, and back. */
final class FirewallParts {
  private static final String ALL_PORTS = "0";
  private static final List<Outbound> OPEN =
      List.of(
          new Outbound("tcp", ALL_PORTS, Peers.ANYWHERE),
          new Outbound("udp", ALL_PORTS, Peers.ANYWHERE),
          new Outbound("icmp", ALL_PORTS, Peers.ANYWHERE));

  /** Questions for names may always pass. */
  private static final List<Outbound> CLOSED =
      List.of(new Outbound("tcp", "53", Peers.ANYWHERE), new Outbound("udp", "53", Peers.ANYWHERE));

  private FirewallParts() {}

  /** What holds for the whole fleet first, then a part for each tier that a rule is about. */
  static List<Wire.CloudFirewall> of(FirewallRules rules) {
    String fleet = rules.tags().get(Tags.FLEET).orElseThrow();
    List<Wire.CloudFirewall> parts = new ArrayList<>();
    parts.add(base(rules, fleet));
    TreeSet<String> tiers = new TreeSet<>();
    rules.allowed().forEach(allow -> tiers.addAll(List.of(allow.fromTier(), allow.toTier())));
    tiers.remove(FirewallRules.FROM_ANYWHERE);
    tiers.forEach(tier -> parts.add(ofTier(rules, fleet, tier)));
    return parts;
  }

  /** The controller may be anywhere, and proves itself by its key. */
  private static Wire.CloudFirewall base(FirewallRules rules, String fleet) {
    List<String> tags = new ArrayList<>(List.of(Labels.fleetTag(fleet)));
    tags.addAll(FirewallPart.about(rules));
    return new Wire.CloudFirewall(
        rules.name(),
        List.of(new Inbound("tcp", "22", Peers.ANYWHERE)),
        rules.outside() == Outside.OPEN ? OPEN : CLOSED,
        tags);
  }

  private static Wire.CloudFirewall ofTier(FirewallRules rules, String fleet, String tier) {
    List<Inbound> inbound =
        rules.allowed().stream()
            .filter(allow -> allow.toTier().equals(tier))
            .distinct()
            .map(allow -> new Inbound("tcp", "" + allow.port(), peers(fleet, allow.fromTier())))
            .toList();
    List<Outbound> outbound =
        rules.allowed().stream()
            .filter(allow -> allow.fromTier().equals(tier))
            .distinct()
            .map(allow -> new Outbound("tcp", "" + allow.port(), peers(fleet, allow.toTier())))
            .toList();
    return new Wire.CloudFirewall(
        rules.name() + "." + tier, inbound, outbound, List.of(Labels.group(fleet, tier)));
  }

  private static Peers peers(String fleet, String tier) {
    return tier.equals(FirewallRules.FROM_ANYWHERE)
        ? Peers.ANYWHERE
        : Peers.tagged(Labels.group(fleet, tier));
  }

  /** The tags that its rules speak of. */
  static List<String> tagsIn(Wire.CloudFirewall part) {
    List<String> tags = new ArrayList<>();
    part.inboundRules().forEach(rule -> add(tags, rule.sources()));
    part.outboundRules().forEach(rule -> add(tags, rule.destinations()));
    return tags;
  }

  private static void add(List<String> tags, Peers peers) {
    if (peers.tags() != null) {
      tags.addAll(peers.tags());
    }
  }

  static Firewall firewall(FirewallPart base, List<FirewallPart> parts) {
    List<Allow> allowed = parts.stream().flatMap(part -> part.allowed().stream()).toList();
    return new Firewall(
        new FirewallId(base.id()),
        new FirewallRules(
            base.name(),
            base.labels(),
            new NetworkId(base.network()),
            allowed,
            base.outward() ? Outside.OPEN : Outside.CLOSED),
        true);
  }

  static void check(FirewallRules rules) {
    Labels.check(rules.tags());
    if (rules.tags().get(Tags.FLEET).isEmpty()) {
      throw new ProviderException.Permanent(
          "firewall %s is for no fleet".formatted(rules.name()), "Give it the label of its fleet.");
    }
    for (Allow allow : rules.allowed()) {
      boolean from =
          isTier(allow.fromTier()) || allow.fromTier().equals(FirewallRules.FROM_ANYWHERE);
      boolean port = allow.port() >= 1 && allow.port() <= 65535;
      if (!from || !isTier(allow.toTier()) || !port) {
        throw CloudFirewalls.unusable(allow.toString());
      }
    }
  }

  private static boolean isTier(String name) {
    return name.matches("[a-z0-9][a-z0-9-]*");
  }
}

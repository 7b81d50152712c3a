package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.FirewallRules;
import io.snapfleet.provider.api.FirewallRules.Allow;
import io.snapfleet.provider.api.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One of the vendor's firewalls.
 *
 * @param tags of the droplets it is on; what it is about is packed in tags that no droplet has
 * @param sources the tags that a rule lets in, by port; {@code *} for any address
 * @param outward whether new connections to any address may go out on all ports
 */
record FirewallPart(
    String id, String name, List<String> tags, List<Source> sources, boolean outward) {
  static final String ABOUT = "snapfleet-about";
  private static final String NETWORK = "network";

  /** From whom a rule lets in, a tag or {@code *}, and to which port. */
  record Source(String from, int port) {}

  static FirewallPart of(Fields fields) {
    List<Source> sources = new ArrayList<>();
    fields.list("inbound_rules", rule -> rule).forEach(rule -> sources.addAll(sources(rule)));
    return new FirewallPart(
        fields.text("id"),
        fields.text("name"),
        fields.words("tags"),
        sources,
        fields.list("outbound_rules", rule -> rule).stream().anyMatch(FirewallPart::isOutward));
  }

  private static List<Source> sources(Fields rule) {
    String ports = rule.optionalText("ports").orElse("");
    if (!ports.matches("[1-9]\\d{0,4}")) {
      return List.of();
    }
    int port = Integer.parseInt(ports);
    List<Source> sources = new ArrayList<>();
    rule.object("sources").words("tags").forEach(tag -> sources.add(new Source(tag, port)));
    if (rule.object("sources").words("addresses").contains("0.0.0.0/0")) {
      sources.add(new Source(FirewallRules.FROM_ANYWHERE, port));
    }
    return sources;
  }

  /** All ports are told as {@code 0}, {@code all} or the whole range. */
  private static boolean isOutward(Fields rule) {
    String ports = rule.optionalText("ports").orElse("");
    return rule.optionalText("protocol").filter("tcp"::equals).isPresent()
        && (ports.equals("0") || ports.equals("all") || ports.equals("1-65535"))
        && rule.object("destinations").words("addresses").contains("0.0.0.0/0");
  }

  /** The part that holds for the whole fleet and knows what the firewall is about. */
  boolean isBase() {
    return !aboutTags().isEmpty();
  }

  boolean isPartOf(String firewall) {
    return name.equals(firewall) || name.startsWith(firewall + ".");
  }

  List<String> aboutTags() {
    return tags.stream().filter(tag -> tag.startsWith(ABOUT + ":")).toList();
  }

  Tags labels() {
    Map<String, String> about = new TreeMap<>(Labels.unpacked(ABOUT, tags));
    about.remove(NETWORK);
    return new Tags(about);
  }

  String network() {
    return Labels.unpacked(ABOUT, tags).getOrDefault(NETWORK, "");
  }

  static List<String> about(FirewallRules rules) {
    Map<String, String> about = new TreeMap<>(rules.tags().values());
    about.put(NETWORK, rules.network().value());
    return Labels.packed(ABOUT, about);
  }

  /** What it lets in, where it is on one tier. */
  List<Allow> allowed() {
    List<Allow> allowed = new ArrayList<>();
    tags.stream()
        .flatMap(tag -> Labels.tierOf(tag).stream())
        .forEach(tier -> sources.forEach(source -> allow(allowed, source, tier)));
    return allowed;
  }

  private static void allow(List<Allow> allowed, Source source, String tier) {
    if (source.from().equals(FirewallRules.FROM_ANYWHERE)) {
      allowed.add(new Allow(source.from(), tier, source.port()));
    } else {
      Labels.tierOf(source.from())
          .ifPresent(from -> allowed.add(new Allow(from, tier, source.port())));
    }
  }
}

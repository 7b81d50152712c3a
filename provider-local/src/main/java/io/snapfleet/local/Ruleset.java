package io.snapfleet.local;

import io.snapfleet.provider.api.FirewallRules;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The packet filter's rules of one network, as nft reads them.
 *
 * <p>Machines of one network speak over a bridge, whose frames only a table of the family {@code
 * bridge} sees. Connections cannot be tracked there on every kernel, so answers are told by their
 * source port and by not being a connection's first packet. Frames are told by their Ethernet
 * address, as not every kernel lets a rule ask for the bridge.
 */
final class Ruleset {
  /** A machine as rules see it. */
  record Member(String tier, String address) {}

  private Ruleset() {}

  /** The text that makes the filter hold exactly this of the network. */
  static String of(NetworkRecord network, List<FirewallRules> firewalls, List<Member> members) {
    String text = removal(network.id()) + isolation(network);
    if (firewalls.stream().anyMatch(rules -> rules.outside() == FirewallRules.Outside.CLOSED)) {
      text += closure(network);
    }
    return firewalls.isEmpty() ? text : text + filter(network, firewalls, members);
  }

  /** The text after which nothing of the network is left. */
  static String removal(String network) {
    return """
        add table inet %1$s
        delete table inet %1$s
        add table bridge %1$s
        delete table bridge %1$s
        """
        .formatted(table(network));
  }

  private static String isolation(NetworkRecord network) {
    return """
        table inet %1$s {
          chain forward {
            type filter hook forward priority -5; policy accept;
            iifname "%2$s" oifname != "%2$s" oifname "%3$s" drop
          }
        }
        """
        .formatted(table(network.id()), network.bridge(), NetworkRecord.allBridges());
  }

  /**
   * Nothing begins here, but for questions for names, which this computer answers. Who tries is
   * told at once, for an application that waits for its time-outs seems sick.
   */
  private static String closure(NetworkRecord network) {
    return """
        table inet %1$s {
          chain outside {
            type filter hook forward priority -4; policy accept;
            iifname "%2$s" oifname != "%2$s" ct state new reject with icmpx admin-prohibited
          }
          chain host {
            type filter hook input priority -4; policy accept;
            iifname "%2$s" meta l4proto { tcp, udp } th dport 53 accept
            iifname "%2$s" ct state new reject with icmpx admin-prohibited
          }
        }
        """
        .formatted(table(network.id()), network.bridge());
  }

  private static String filter(
      NetworkRecord network, List<FirewallRules> firewalls, List<Member> members) {
    List<FirewallRules.Allow> allowed =
        firewalls.stream().flatMap(rules -> rules.allowed().stream()).distinct().toList();
    TreeSet<String> tiers = new TreeSet<>();
    allowed.forEach(allow -> tiers.addAll(List.of(allow.fromTier(), allow.toTier())));
    tiers.remove(FirewallRules.FROM_ANYWHERE);
    String prefix = NetworkRecord.ethernet(network.subnet().address(0));
    return """
        table bridge %1$s {
        %2$s  chain forward {
            type filter hook forward priority 0; policy accept;
            ether daddr & ff:ff:ff:ff:ff:00 == %3$s goto members
            ether saddr & ff:ff:ff:ff:ff:00 == %3$s goto members
          }
          chain members {
            ether type arp accept
        %4$s    drop
          }
        }
        """
        .formatted(
            table(network.id()),
            tiers.stream().map(tier -> set(tier, members)).collect(Collectors.joining()),
            prefix,
            allowed.stream().map(Ruleset::rules).collect(Collectors.joining()));
  }

  private static String set(String tier, List<Member> members) {
    String addresses =
        members.stream()
            .filter(member -> member.tier().equals(tier))
            .map(Member::address)
            .sorted()
            .collect(Collectors.joining(", "));
    String elements = addresses.isEmpty() ? "" : " elements = { " + addresses + " }";
    return "  set tier_%s { type ipv4_addr;%s }\n".formatted(tier, elements);
  }

  private static String rules(FirewallRules.Allow allow) {
    if (allow.fromTier().equals(FirewallRules.FROM_ANYWHERE)) {
      return """
              ip daddr @tier_%1$s tcp dport %2$d accept
              ip saddr @tier_%1$s tcp sport %2$d tcp flags & (syn | ack) != syn accept
          """
          .formatted(allow.toTier(), allow.port());
    }
    return """
            ip saddr @tier_%1$s ip daddr @tier_%2$s tcp dport %3$d accept
            ip saddr @tier_%2$s ip daddr @tier_%1$s tcp sport %3$d tcp flags & (syn | ack) != syn accept
        """
        .formatted(allow.fromTier(), allow.toTier(), allow.port());
  }

  private static String table(String network) {
    return "snapfleet_" + network.substring(network.indexOf('-') + 1);
  }
}

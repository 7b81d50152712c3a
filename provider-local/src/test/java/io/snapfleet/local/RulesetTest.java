package io.snapfleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.provider.api.FirewallRules;
import io.snapfleet.provider.api.FirewallRules.Allow;
import io.snapfleet.provider.api.NetworkId;
import io.snapfleet.provider.api.Tags;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesetTest {
  private static final Tags NONE = new Tags(Map.of());
  private static final NetworkRecord NETWORK =
      new NetworkRecord("n-0a1b2c3d4e", "blog", NONE, "198.18.7.0/24", null);

  private static final String WITHOUT_FIREWALL =
      """
      add table inet snapfleet_0a1b2c3d4e
      delete table inet snapfleet_0a1b2c3d4e
      add table bridge snapfleet_0a1b2c3d4e
      delete table bridge snapfleet_0a1b2c3d4e
      table inet snapfleet_0a1b2c3d4e {
        chain forward {
          type filter hook forward priority -5; policy accept;
          iifname "sf0a1b2c3d4e" oifname != "sf0a1b2c3d4e" oifname "sf*" drop
        }
      }
      """;

  @Test
  void a_network_without_firewalls_is_only_kept_apart_from_others() {
    assertThat(Ruleset.of(NETWORK, List.of(), List.of())).isEqualTo(WITHOUT_FIREWALL);
  }

  @Test
  void where_the_outside_is_closed_machines_begin_nothing_but_questions_for_names() {
    FirewallRules closed =
        new FirewallRules(
            "blog", NONE, new NetworkId(NETWORK.id()), List.of(), FirewallRules.Outside.CLOSED);

    assertThat(Ruleset.of(NETWORK, List.of(rules("more"), closed), List.of()))
        .startsWith(WITHOUT_FIREWALL)
        .contains(
            """
            table inet snapfleet_0a1b2c3d4e {
              chain outside {
                type filter hook forward priority -4; policy accept;
                iifname "sf0a1b2c3d4e" oifname != "sf0a1b2c3d4e" ct state new reject with icmpx admin-prohibited
              }
              chain host {
                type filter hook input priority -4; policy accept;
                iifname "sf0a1b2c3d4e" meta l4proto { tcp, udp } th dport 53 accept
                iifname "sf0a1b2c3d4e" ct state new reject with icmpx admin-prohibited
              }
            }
            """);
  }

  @Test
  void what_may_come_from_anywhere_is_asked_for_no_source() {
    FirewallRules site = rules("blog", new Allow(FirewallRules.FROM_ANYWHERE, "proxy", 80));

    assertThat(
            Ruleset.of(NETWORK, List.of(site), List.of(new Ruleset.Member("proxy", "198.18.7.4"))))
        .contains(
            """
              set tier_proxy { type ipv4_addr; elements = { 198.18.7.4 } }
              chain forward {
            """)
        .contains(
            """
                ip daddr @tier_proxy tcp dport 80 accept
                ip saddr @tier_proxy tcp sport 80 tcp flags & (syn | ack) != syn accept
                drop
            """);
  }

  @Test
  void tiers_become_sets_and_allowances_two_rules_each() {
    List<FirewallRules> firewalls =
        List.of(
            rules("blog", new Allow("web", "database", 3306)),
            rules("more", new Allow("web", "database", 3306)));
    List<Ruleset.Member> members =
        List.of(
            new Ruleset.Member("web", "198.18.7.3"),
            new Ruleset.Member("web", "198.18.7.2"),
            new Ruleset.Member("proxy", "198.18.7.4"));

    assertThat(Ruleset.of(NETWORK, firewalls, members))
        .isEqualTo(
            WITHOUT_FIREWALL
                + """
                table bridge snapfleet_0a1b2c3d4e {
                  set tier_database { type ipv4_addr; }
                  set tier_web { type ipv4_addr; elements = { 198.18.7.2, 198.18.7.3 } }
                  chain forward {
                    type filter hook forward priority 0; policy accept;
                    ether daddr & ff:ff:ff:ff:ff:00 == 02:5f:c6:12:07:00 goto members
                    ether saddr & ff:ff:ff:ff:ff:00 == 02:5f:c6:12:07:00 goto members
                  }
                  chain members {
                    ether type arp accept
                    ip saddr @tier_web ip daddr @tier_database tcp dport 3306 accept
                    ip saddr @tier_database ip daddr @tier_web tcp sport 3306 tcp flags & (syn | ack) != syn accept
                    drop
                  }
                }
                """);
  }

  private static FirewallRules rules(String name, Allow... allowed) {
    return new FirewallRules(name, NONE, new NetworkId(NETWORK.id()), List.of(allowed));
  }
}

package io.snapfleet.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.digitalocean.Wire.CloudFirewall;
import io.snapfleet.digitalocean.Wire.Inbound;
import io.snapfleet.digitalocean.Wire.Outbound;
import io.snapfleet.digitalocean.Wire.Peers;
import io.snapfleet.provider.api.FirewallRules;
import io.snapfleet.provider.api.FirewallRules.Allow;
import io.snapfleet.provider.api.FirewallRules.Outside;
import io.snapfleet.provider.api.NetworkId;
import io.snapfleet.provider.api.Tags;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirewallPartsTest {
  private static final Tags TAGS = Tags.ofFleet("blog").with(Tags.OPERATION, "op-1");

  @Test
  void whatIsNotAllowedBetweenTiersIsInNoRule() {
    List<CloudFirewall> parts =
        FirewallParts.of(
            rules(
                Outside.CLOSED,
                new Allow(FirewallRules.FROM_ANYWHERE, "proxy", 80),
                new Allow("proxy", "web", 8080)));

    assertThat(parts).extracting(CloudFirewall::name).containsExactly("fw", "fw.proxy", "fw.web");
    assertThat(parts.get(0).inboundRules())
        .containsExactly(new Inbound("tcp", "22", Peers.ANYWHERE));
    assertThat(parts.get(0).outboundRules()).allMatch(rule -> rule.ports().equals("53"));
    assertThat(parts.get(0).tags())
        .containsExactly(
            "snapfleet-fleet:blog",
            "snapfleet-about:network:n-1:snapfleet-fleet:blog:snapfleet-op:op-1");
    assertThat(parts.get(1).inboundRules())
        .containsExactly(new Inbound("tcp", "80", Peers.ANYWHERE));
    assertThat(parts.get(1).outboundRules())
        .containsExactly(new Outbound("tcp", "8080", Peers.tagged("snapfleet-group:blog:web")));
    assertThat(parts.get(2).inboundRules())
        .containsExactly(new Inbound("tcp", "8080", Peers.tagged("snapfleet-group:blog:proxy")));
    assertThat(parts.get(2).outboundRules()).isEmpty();
    assertThat(parts.get(2).tags()).containsExactly("snapfleet-group:blog:web");
  }

  @Test
  void openOutsideLetsEverythingOut() {
    assertThat(FirewallParts.of(rules(Outside.OPEN)).getFirst().outboundRules())
        .extracting(Outbound::protocol)
        .containsExactly("tcp", "udp", "icmp");
  }

  private static FirewallRules rules(Outside outside, Allow... allowed) {
    return new FirewallRules("fw", TAGS, new NetworkId("n-1"), List.of(allowed), outside);
  }
}

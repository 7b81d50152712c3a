package io.snapfleet.provider.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.provider.api.Firewall;
import io.snapfleet.provider.api.FirewallRules;
import io.snapfleet.provider.api.FirewallRules.Allow;
import io.snapfleet.provider.api.Firewalls;
import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.ProviderException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code Firewalls}: what is kept of the rules; whether packets pass is the provider's own test.
 */
interface FirewallContract extends Contract {
  Allow WEB = new Allow("proxy", "web", 80);
  Allow SITE = new Allow(FirewallRules.FROM_ANYWHERE, "proxy", 80);
  Allow DATABASE = new Allow("web", "database", 3306);

  @Test
  default void firewallIsAppliedOnceByName() {
    FirewallRules rules = rules(fleet().network(), WEB, DATABASE);

    Firewall first = firewalls().apply(rules);
    Firewall second = firewalls().apply(rules);

    assertThat(first.complete()).isTrue();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(only().id()).isEqualTo(first.id());
    assertThat(only().rules().name()).isEqualTo(rules.name());
    assertThat(only().rules().tags()).isEqualTo(rules.tags());
    assertThat(only().rules().network()).isEqualTo(rules.network());
    assertThat(only().rules().allowed()).containsExactlyInAnyOrder(WEB, DATABASE);
  }

  @Test
  default void rulesAreReplacedAsAWhole() {
    Network network = fleet().network();
    Firewall first = firewalls().apply(rules(network, WEB));

    Firewall second = firewalls().apply(rules(network, DATABASE));

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(only().rules().allowed()).containsExactly(DATABASE);
  }

  @Test
  default void aPortCanBeOpenedToAnywhereAndClosedAgain() {
    Network network = fleet().network();
    firewalls().apply(rules(network, SITE, WEB));
    assertThat(only().rules().allowed()).containsExactlyInAnyOrder(SITE, WEB);
    firewalls().apply(rules(network, WEB));
    assertThat(only().rules().allowed()).containsExactly(WEB);
  }

  @Test
  default void theOutsideIsClosedAndOpenedWithTheRules() {
    FirewallRules open = rules(fleet().network(), WEB);

    firewalls()
        .apply(
            new FirewallRules(
                open.name(),
                open.tags(),
                open.network(),
                open.allowed(),
                FirewallRules.Outside.CLOSED));

    assertThat(only().rules().outside()).isEqualTo(FirewallRules.Outside.CLOSED);
    assertThat(firewalls().apply(open).rules().outside()).isEqualTo(FirewallRules.Outside.OPEN);
    assertThat(only().rules().outside()).isEqualTo(FirewallRules.Outside.OPEN);
  }

  @Test
  default void firewallOfANetworkThatIsGoneIsNotFound() {
    Network network = fleet().network();
    fleet().provider().networks().delete(network.id());

    assertThatThrownBy(() -> firewalls().apply(rules(network, WEB)))
        .isInstanceOf(ProviderException.NotFound.class);
    assertThat(firewalls().firewalls(fleet().all())).isEmpty();
  }

  @Test
  default void deletingAFirewallTwiceIsNoError() {
    Firewall firewall = firewalls().apply(rules(fleet().network(), WEB));

    firewalls().delete(firewall.id());
    firewalls().delete(firewall.id());

    assertThat(firewalls().firewalls(fleet().all())).isEmpty();
  }

  private FirewallRules rules(Network network, Allow... allowed) {
    return new FirewallRules(
        fleet().named("rules"), fleet().tags(), network.id(), List.of(allowed));
  }

  private Firewall only() {
    List<Firewall> all = firewalls().firewalls(fleet().all());
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private Firewalls firewalls() {
    return fleet().provider().firewalls();
  }
}

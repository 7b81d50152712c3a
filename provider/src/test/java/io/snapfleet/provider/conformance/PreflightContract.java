package io.snapfleet.provider.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.Demand;
import io.snapfleet.provider.api.FirewallRules;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.Problem;
import io.snapfleet.provider.api.Volume;
import io.snapfleet.provider.api.WantedNames;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code Provider.preflight}, but for ports. */
interface PreflightContract extends Contract {
  @Test
  default void namesOfAnotherFleetsThingsAreToldAllAtOnce() {
    Machine machine = otherFleet().machine("web-1");
    Network network = otherFleet().network();
    Volume volume = otherFleet().volume("data");
    FirewallRules rules =
        new FirewallRules(otherFleet().named("fw"), otherFleet().tags(), network.id(), List.of());
    otherFleet().provider().firewalls().apply(rules);
    List<String> taken = List.of(machine.name(), network.name(), rules.name(), volume.name());

    assertThat(problems(fleet(), taken))
        .hasSize(4)
        .extracting(Problem::what)
        .allSatisfy(what -> assertThat(taken).anyMatch(what::contains));
    assertThat(problems(otherFleet(), taken)).isEmpty();
  }

  @Test
  default void zoneThatTheAccountDoesNotHaveIsTold() {
    if (fleet().can(Capability.DNS)) {
      assertThat(problemsOfZones(fleet().zone(), "no-such.invalid"))
          .singleElement()
          .satisfies(problem -> assertThat(problem.what()).contains("no-such.invalid"));
      assertThat(problemsOfZones(fleet().zone())).isEmpty();
    }
  }

  private List<Problem> problemsOfZones(String... zones) {
    return fleet()
        .provider()
        .preflight(new Demand(List.of(), 0, List.of(), WantedNames.NONE, Set.of(), Set.of(zones)));
  }

  /** What stands in the way of a machine, a network, a firewall and a volume with these names. */
  private static List<Problem> problems(ConformanceFleet fleet, List<String> names) {
    WantedNames wanted =
        new WantedNames(
            fleet.all(),
            Set.of(names.get(0)),
            Set.of(names.get(1)),
            Set.of(names.get(2)),
            Set.of(names.get(3)),
            Set.of());
    return fleet
        .provider()
        .preflight(new Demand(List.of(), 0, List.of(), wanted, Set.of(), Set.of()));
  }
}

package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.Provider;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Where visitors reach a fleet: at a port of this computer where the provider can bind one, else at
 * the first front machine's own address. A fleet that nobody visits, and one whose front machine
 * has no address yet, has a name that means nothing anywhere.
 */
final class SiteUrl {
  private static final Set<MachineState> NOT_THERE =
      EnumSet.of(MachineState.FAILED, MachineState.DELETING, MachineState.GONE);

  private SiteUrl() {}

  static String of(
      FleetSpec spec, Provider provider, int publishedPort, List<FleetMachine> machines) {
    if (!spec.site().isPublished()) {
      return nowhere(spec);
    }
    if (provider.capabilities().contains(Capability.PUBLISH_PORTS)) {
      return "http://" + spec.site().address() + ":" + publishedPort;
    }
    return machines.stream()
        .filter(machine -> machine.tier() == spec.front() && machine.address() != null)
        .filter(machine -> !NOT_THERE.contains(machine.state()))
        .min(Comparator.comparing(FleetMachine::name))
        .map(machine -> "http://" + machine.address())
        .orElse(nowhere(spec));
  }

  private static String nowhere(FleetSpec spec) {
    return "http://" + spec.fleet() + ".invalid";
  }
}

package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.LoadBalancer;
import io.snapfleet.provider.api.Provider;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where visitors reach a fleet: by its domain; else at the provider's load balancer; else at a port
 * of this computer where the provider can bind one; else at the front machine's own address. A
 * fleet that nobody visits, and one whose front has no address yet, has a name that means nothing
 * anywhere.
 */
final class SiteUrl {
  private static final Set<MachineState> NOT_THERE =
      EnumSet.of(MachineState.FAILED, MachineState.DELETING, MachineState.GONE);

  private SiteUrl() {}

  static String of(
      FleetSpec spec, Provider provider, int publishedPort, Supplier<Optional<String>> front) {
    if (!spec.site().isPublished()) {
      return nowhere(spec);
    }
    boolean atPort =
        spec.front().isPresent() && provider.capabilities().contains(Capability.PUBLISH_PORTS);
    String domain = spec.site().domain();
    if (domain != null) {
      return "http://" + domain + (atPort && publishedPort != 80 ? ":" + publishedPort : "");
    }
    if (atPort) {
      return "http://" + spec.site().address() + ":" + publishedPort;
    }
    return front.get().map(address -> "http://" + address).orElse(nowhere(spec));
  }

  /** The address of the machine, or else of the load balancer, that visitors come to. */
  static Optional<String> frontAddress(
      FleetSpec spec, List<FleetMachine> machines, Supplier<Optional<LoadBalancer>> balancer) {
    return spec.front().isPresent()
        ? machineAddress(spec.front().get(), machines)
        : balancer.get().map(LoadBalancer::address);
  }

  private static Optional<String> machineAddress(TierName front, List<FleetMachine> machines) {
    return machines.stream()
        .filter(machine -> machine.tier() == front && machine.address() != null)
        .filter(machine -> !NOT_THERE.contains(machine.state()))
        .min(Comparator.comparing(FleetMachine::name))
        .map(FleetMachine::address);
  }

  private static String nowhere(FleetSpec spec) {
    return "http://" + spec.fleet() + ".invalid";
  }
}

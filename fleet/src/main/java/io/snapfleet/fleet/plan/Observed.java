package io.snapfleet.fleet.plan;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.provider.api.AddressRecord;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.Firewall;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.Volume;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is: what the provider lists under the fleet's tag, and what the store remembers of it. The
 * provider is the truth about existence, the store about intent.
 *
 * @param live names of machines that have served since they were launched, and of volumes whose
 *     database has: their data are those visitors made
 * @param capabilities what the provider can do
 * @param domain the addresses that the fleet's domain stands for in a zone the provider keeps; none
 *     for a fleet without one
 * @param balancers those the provider runs for the fleet
 * @param earlierWishes what its machines may have been made by: what was wanted of the fleet when
 *     that was last reached, and what an operation wanted that was cut off since
 */
public record Observed(
    List<Network> networks,
    List<Firewall> firewalls,
    List<Volume> volumes,
    List<Machine> machines,
    List<FleetMachine> remembered,
    Set<String> live,
    Set<Capability> capabilities,
    List<AddressRecord> domain,
    List<ObservedBalancer> balancers,
    List<FleetSpec> earlierWishes) {
  public static final Observed NOTHING =
      new Observed(
          List.of(), List.of(), List.of(), List.of(), List.of(), Set.of(), Set.of(), List.of(),
          List.of(), List.of());

  public Observed {
    networks = List.copyOf(networks);
    firewalls = List.copyOf(firewalls);
    volumes = List.copyOf(volumes);
    machines = List.copyOf(machines);
    remembered = List.copyOf(remembered);
    live = Set.copyOf(live);
    capabilities = Set.copyOf(capabilities);
    domain = List.copyOf(domain);
    balancers = List.copyOf(balancers);
    earlierWishes = List.copyOf(earlierWishes);
  }

  public Observed withLive(Set<String> names) {
    return new Observed(
        networks,
        firewalls,
        volumes,
        machines,
        remembered,
        names,
        capabilities,
        domain,
        balancers,
        earlierWishes);
  }

  /** One that is not complete counts as missing: making it again finishes it. */
  boolean hasNetwork(String name) {
    return networks.stream().anyMatch(network -> network.name().equals(name) && network.complete());
  }

  /** Names of the volumes that have their data; others count as missing. */
  Set<String> completeVolumes() {
    return volumes.stream()
        .filter(Volume::complete)
        .map(Volume::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Whether visitors come to a port of this computer. Where the provider cannot bind one, they come
   * to the front machine's own address, which is known once that machine is created.
   */
  public boolean publishesPorts() {
    return capabilities.contains(Capability.PUBLISH_PORTS);
  }
}

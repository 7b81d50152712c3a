package io.snapfleet.provider.fake;

import io.snapfleet.provider.api.BlockStorage;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.Compute;
import io.snapfleet.provider.api.Demand;
import io.snapfleet.provider.api.Dns;
import io.snapfleet.provider.api.Firewalls;
import io.snapfleet.provider.api.LoadBalancers;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.Networks;
import io.snapfleet.provider.api.Pricing;
import io.snapfleet.provider.api.Problem;
import io.snapfleet.provider.api.Provider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A provider whose machines are entries in a JSON file. Everything it was told survives the object:
 * another one on the same directory goes on where this one ended, which is how a test restarts a
 * controller. Thread-safe, also among several objects on one directory.
 *
 * <p>Faults come from a {@link FaultPlan}; {@link #calls} tells how many calls an operation makes,
 * so that a test can let it die at each of them; {@link #guest} is a machine's disk.
 */
public final class FakeProvider implements Provider {
  /** The zone whose records it keeps. */
  public static final String ZONE = "fake.example";

  private final Wire wire;

  public FakeProvider(Path directory) {
    this(FakeSettings.in(directory));
  }

  public FakeProvider(Path directory, FaultPlan faults) {
    this(FakeSettings.in(directory).withFaults(faults));
  }

  public FakeProvider(FakeSettings settings) {
    this.wire = new Wire(settings);
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Set<Capability> capabilities() {
    return wire.settings().capabilities();
  }

  @Override
  public Compute compute() {
    return new FakeCompute(wire);
  }

  @Override
  public Networks networks() {
    return new FakeNetworks(wire);
  }

  @Override
  public Firewalls firewalls() {
    return new FakeFirewalls(wire);
  }

  @Override
  public BlockStorage blockStorage() {
    return new FakeBlockStorage(wire);
  }

  @Override
  public Duration listLag() {
    return wire.settings().listDelay();
  }

  @Override
  public LoadBalancers loadBalancers() {
    return can(Capability.LOAD_BALANCERS)
        ? new FakeLoadBalancers(wire)
        : Provider.super.loadBalancers();
  }

  @Override
  public Dns dns() {
    return can(Capability.DNS) ? new FakeDns(wire) : Provider.super.dns();
  }

  @Override
  public Pricing pricing() {
    return can(Capability.PRICES) ? new FakePricing(wire) : Provider.super.pricing();
  }

  private boolean can(Capability capability) {
    return capabilities().contains(capability);
  }

  @Override
  public List<Problem> preflight(Demand demand) {
    return wire.read(
        "provider.preflight",
        "",
        world ->
            Stream.of(
                    demand.publish().stream()
                        .filter(port -> PublishedPorts.taken(world, port))
                        .map(PublishedPorts::problem),
                    TakenNames.problems(world, demand.names()),
                    demand.zones().stream().filter(zone -> !zone.equals(ZONE)).map(FakeDns::noZone))
                .flatMap(problems -> problems)
                .toList());
  }

  /** Every call made through this object so far, in the order in which they began. */
  public List<Call> calls() {
    return wire.log();
  }

  /**
   * The inside of a machine. It is no provider call: it is not logged, meets no faults and works
   * after the controller's death.
   */
  public Guest guest(MachineId id) {
    return new Guest(wire.file(), id);
  }

  /** The inside of the machine at this address, as an SSH connection would find it. */
  public Optional<Guest> guestAt(String address) {
    return wire.file()
        .read(
            world ->
                world.machines.values().stream()
                    .map(Entry.OfMachine::machine)
                    .filter(machine -> address.equals(machine.address()))
                    .findFirst())
        .map(machine -> guest(machine.id()));
  }

  @Override
  public void close() {}
}

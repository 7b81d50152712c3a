package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.BalancedBy;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.state.SecretScope;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.LoadBalancer;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.Volume;
import io.snapfleet.provider.api.VolumeSnapshot;
import io.snapfleet.provider.fake.FakeProvider;
import io.snapfleet.provider.fake.Guest;
import io.snapfleet.remote.ScriptResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts what exists of the fleet, at the provider, inside of the machines and in the store, and
 * finds whether it agrees.
 */
final class Census {
  private static final Tags FLEET = Tags.ofFleet(Controller.FLEET);

  private final FakeProvider provider;
  private final Controller controller;

  Census(Home home, Controller controller) {
    this.provider = home.provider();
    this.controller = controller;
  }

  List<Machine> machines() {
    return provider.compute().machines(FLEET);
  }

  Machine machine(String name) {
    return machines().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  Set<String> names(TierName tier) {
    return machines().stream()
        .filter(machine -> machine.tags().get(Tags.TIER).equals(Optional.of(tier.text())))
        .map(Machine::name)
        .collect(Collectors.toSet());
  }

  Guest guest(String name) {
    return provider.guest(machine(name).id());
  }

  String rows() {
    return guest(names(TierName.DATABASE).iterator().next())
        .read(TinyMachine.ROWS)
        .orElse("there are none");
  }

  /** The lines of the load balancer's list. */
  List<String> backends() {
    return guest(names(TierName.PROXY).iterator().next())
        .read(TinyMachine.BACKENDS)
        .orElse("")
        .lines()
        .toList();
  }

  FleetRecord record() {
    return controller.store().fleet(Controller.FLEET).orElseThrow();
  }

  /** The fleet is whole, with nothing missing and nothing too many. */
  void requireServing(int webMachines) {
    assertThat(record().state()).isEqualTo(FleetRecord.State.SERVING);
    assertThat(numbers())
        .isEqualTo(
            isBalanced()
                ? Map.of(TierName.DATABASE, 1L, TierName.WEB, (long) webMachines)
                : Map.of(
                    TierName.DATABASE, 1L, TierName.WEB, (long) webMachines, TierName.PROXY, 1L));
    assertThat(remembered()).isEqualTo(existing());
    assertThat(controller.store().machines(Controller.FLEET))
        .allSatisfy(one -> assertThat(one.state()).isEqualTo(MachineState.SERVING))
        .filteredOn(one -> one.tier() == TierName.WEB)
        .allSatisfy(one -> assertThat(one.setId()).isEqualTo(record().setId()));
    assertThat(machines()).allSatisfy(this::requireHealthy);
    requireTrafficToAll();
    assertThat(provider.blockStorage().volumes(FLEET))
        .extracting(Volume::name)
        .containsExactly("blog-database-1-data-1");
    assertThat(provider.networks().networks(FLEET)).hasSize(1);
    assertThat(provider.firewalls().firewalls(FLEET)).hasSize(1);
    requireOnlyCompleteSets();
    requireNobodyActing();
  }

  /** Whether the provider balances the fleet that is wanted. */
  private boolean isBalanced() {
    return record().spec().site().balancer() == BalancedBy.PROVIDER;
  }

  private void requireTrafficToAll() {
    if (isBalanced()) {
      assertThat(balancers())
          .singleElement()
          .satisfies(one -> assertThat(members(one)).isEqualTo(ids(TierName.WEB)));
    } else {
      assertThat(balancers()).isEmpty();
      assertThat(backends()).containsExactlyInAnyOrderElementsOf(expectedBackends());
    }
  }

  List<LoadBalancer> balancers() {
    return provider.capabilities().contains(Capability.LOAD_BALANCERS)
        ? provider.loadBalancers().balancers(FLEET)
        : List.of();
  }

  private Set<MachineId> members(LoadBalancer balancer) {
    return provider.loadBalancers().members(balancer.id());
  }

  private Set<MachineId> ids(TierName tier) {
    return names(tier).stream().map(name -> machine(name).id()).collect(Collectors.toSet());
  }

  private Map<TierName, Long> numbers() {
    return machines().stream()
        .map(machine -> TierName.of(machine.tags().get(Tags.TIER).orElseThrow()).orElseThrow())
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private Map<String, String> remembered() {
    Map<String, String> machines = new TreeMap<>();
    for (FleetMachine machine : controller.store().machines(Controller.FLEET)) {
      machines.put(machine.name(), machine.providerId() + " " + machine.address());
    }
    return machines;
  }

  private Map<String, String> existing() {
    Map<String, String> machines = new TreeMap<>();
    for (Machine machine : machines()) {
      machines.put(machine.name(), machine.id() + " " + machine.address());
    }
    return machines;
  }

  private void requireHealthy(Machine machine) {
    ScriptResult result = new TinyMachine(provider, provider.guest(machine.id())).check();
    assertThat(result.succeeded()).as("%s: %s", machine.name(), result.lastLine()).isTrue();
  }

  private List<String> expectedBackends() {
    Set<String> web = names(TierName.WEB);
    return machines().stream()
        .filter(machine -> web.contains(machine.name()))
        .map(machine -> machine.name() + "=" + machine.address() + ":80")
        .toList();
  }

  /** Of images and copies of volumes the provider has those of complete sets, and no others. */
  void requireOnlyCompleteSets() {
    List<SnapshotSet> sets = controller.store().snapshotSets();
    assertThat(sets)
        .allSatisfy(set -> assertThat(set.state()).isEqualTo(SnapshotSet.State.COMPLETE));
    assertThat(provider.compute().images(FLEET))
        .extracting(image -> image.id().value())
        .containsExactlyInAnyOrderElementsOf(
            sets.stream()
                .flatMap(set -> set.tiers().values().stream())
                .map(SnapshotSet.TierImage::image)
                .distinct()
                .toList());
    assertThat(provider.blockStorage().snapshots(FLEET))
        .extracting(copy -> copy.id().value())
        .containsExactlyInAnyOrderElementsOf(
            sets.stream()
                .flatMap(set -> set.tiers().values().stream())
                .flatMap(tier -> tier.volumes().stream())
                .map(SnapshotSet.VolumeCopy::snapshot)
                .distinct()
                .toList());
  }

  private void requireNobodyActing() {
    assertThat(controller.store().leaseHolder(Controller.FLEET)).isEmpty();
    assertThat(controller.store().operations())
        .extracting(Operation::status)
        .doesNotContain(Operation.Status.RUNNING);
  }

  /** Nothing is left but complete snapshot sets. */
  void requireDown() {
    assertThat(leftovers()).isEmpty();
    assertThat(controller.store().machines(Controller.FLEET)).isEmpty();
    requireOnlyCompleteSets();
    requireNobodyActing();
    requireNoCredentials();
  }

  /** What the provider still has of the fleet, apart from snapshot sets. */
  List<String> leftovers() {
    return Stream.of(
            provider.compute().machines(FLEET).stream().map(Machine::name),
            provider.blockStorage().volumes(FLEET).stream().map(Volume::name),
            provider.networks().networks(FLEET).stream().map(network -> network.name()),
            balancers().stream().map(LoadBalancer::name),
            provider.firewalls().firewalls(FLEET).stream().map(one -> one.rules().name()))
        .flatMap(Function.identity())
        .toList();
  }

  /** Nothing is left at all. */
  void requireGone() {
    requireDown();
    assertThat(provider.compute().images(FLEET)).extracting(Image::name).isEmpty();
    assertThat(provider.blockStorage().snapshots(FLEET)).extracting(VolumeSnapshot::name).isEmpty();
  }

  private void requireNoCredentials() {
    assertThat(controller.store().secrets(SecretScope.ofFleet(Controller.FLEET))).isEmpty();
    assertThat(
            Stream.of("database-1", "web-1", "web-2", "web-3", "web-4", "proxy-1")
                .map(name -> SecretScope.ofMachine(Controller.FLEET, Controller.FLEET + "-" + name))
                .filter(scope -> !controller.store().secrets(scope).isEmpty()))
        .isEmpty();
  }
}

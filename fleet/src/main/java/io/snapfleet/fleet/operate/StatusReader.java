package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.operate.FleetStatus.MachineStatus;
import io.snapfleet.fleet.operate.FleetStatus.Tier;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.LoadBalancer;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.api.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Joins what the store remembers of a fleet with what the provider lists. Thread-safe. */
final class StatusReader {
  private static final Set<MachineState> NOT_YET_THERE =
      EnumSet.of(MachineState.PLANNED, MachineState.CREATING);

  private final Surroundings surroundings;
  private final Store store;

  StatusReader(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.store = surroundings.store();
  }

  FleetStatus read(FleetRecord fleet) {
    List<FleetMachine> remembered = store.machines(fleet.name());
    List<Machine> machines;
    Optional<LoadBalancer> balancer;
    String url;
    try (Provider provider = surroundings.providers().open(fleet.spec().provider())) {
      Tags tags = Tags.ofFleet(fleet.name());
      machines = surroundings.retry().call(() -> provider.compute().machines(tags));
      balancer =
          fleet.spec().front().isPresent()
              ? Optional.empty()
              : new FleetBalancer(provider, surroundings.retry(), tags).find();
      url =
          SiteUrl.of(
              fleet.spec(),
              provider,
              fleet.publishedPort(),
              () -> SiteUrl.frontAddress(fleet.spec(), remembered, () -> balancer));
    }
    Map<TierName, List<MachineStatus>> byTier = join(remembered, machines);
    List<Tier> tiers = new ArrayList<>();
    for (TierName tier : TierName.values()) {
      int desired = desired(fleet, tier);
      List<MachineStatus> found = byTier.getOrDefault(tier, List.of());
      if (desired > 0 || !found.isEmpty()) {
        tiers.add(new Tier(tier, desired, found));
      }
    }
    return new FleetStatus(
        fleet.name(),
        url,
        state(fleet, tiers, balancer.isPresent()),
        fleet.setId(),
        imagesOf(fleet.setId()),
        surroundings.clock().instant(),
        store.leaseHolder(fleet.name()).map(holder -> holder.owner()).orElse(null),
        tiers,
        DrillStatus.of(fleet.name(), store.drills()));
  }

  private @Nullable Instant imagesOf(@Nullable String setId) {
    return store.snapshotSets().stream()
        .filter(set -> set.id().equals(setId))
        .map(SnapshotSet::takenAt)
        .findFirst()
        .orElse(null);
  }

  private static int desired(FleetRecord fleet, TierName tier) {
    var spec = fleet.spec().tiers().get(tier);
    return spec == null || fleet.state() == FleetRecord.State.DOWN ? 0 : spec.machines();
  }

  private static String state(FleetRecord fleet, List<Tier> tiers, boolean hasBalancer) {
    if (fleet.state() != FleetRecord.State.SERVING) {
      return fleet.state().text();
    }
    boolean whole =
        tiers.stream()
            .allMatch(
                tier ->
                    tier.machines().stream()
                            .filter(machine -> machine.state().equals(MachineState.SERVING.text()))
                            .count()
                        >= tier.desired());
    boolean reachable = fleet.spec().front().isPresent() || hasBalancer;
    return whole && reachable ? FleetRecord.State.SERVING.text() : "degraded";
  }

  private static Map<TierName, List<MachineStatus>> join(
      List<FleetMachine> remembered, List<Machine> machines) {
    Map<String, Machine> byName =
        machines.stream().collect(Collectors.toMap(Machine::name, Function.identity()));
    Set<String> known = new HashSet<>();
    Map<TierName, List<MachineStatus>> byTier =
        remembered.stream()
            .peek(machine -> known.add(machine.name()))
            .sorted(Comparator.comparing(FleetMachine::name))
            .collect(
                Collectors.groupingBy(
                    FleetMachine::tier,
                    Collectors.mapping(
                        machine -> status(machine, byName),
                        Collectors.toCollection(ArrayList::new))));
    machines.stream()
        .filter(machine -> !known.contains(machine.name()))
        .forEach(
            machine ->
                machine
                    .tags()
                    .get(Tags.TIER)
                    .flatMap(TierName::of)
                    .ifPresent(
                        tier ->
                            byTier
                                .computeIfAbsent(tier, key -> new ArrayList<>())
                                .add(unknown(machine))));
    return byTier;
  }

  private static MachineStatus status(FleetMachine machine, Map<String, Machine> byName) {
    Machine there = byName.get(machine.name());
    String state = machine.state().text();
    if (there == null) {
      state = NOT_YET_THERE.contains(machine.state()) ? state : "missing";
    } else if (there.state() == Machine.State.STOPPED || there.state() == Machine.State.FAILED) {
      state = "stopped";
    }
    return new MachineStatus(
        machine.name(),
        state,
        machine.address(),
        machine.image(),
        machine.launchedAt(),
        machine.dataOf(),
        machine.reason());
  }

  private static MachineStatus unknown(Machine machine) {
    return new MachineStatus(
        machine.name(),
        "unknown",
        machine.address(),
        machine.image().value(),
        machine.createdAt(),
        null,
        null);
  }
}

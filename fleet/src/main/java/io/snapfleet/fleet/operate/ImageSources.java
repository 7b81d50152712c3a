package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.fleet.plan.FrozenSettings;
import io.snapfleet.fleet.plan.Observed;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.recipe.Recipe;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The machines that images of a fleet are taken of: the longest serving one of each tier. What is
 * fixed in them may be otherwise than the fleet file wants it, where that was accepted.
 *
 * @param sizes those the machines have
 * @param madeOf the set of the images that web machines, or else any, were made of; null where they
 *     were installed
 */
record ImageSources(
    FleetRecord fleet,
    Map<TierName, FleetMachine> machines,
    Map<TierName, String> sizes,
    @Nullable SnapshotSet madeOf) {
  /** Tiers of which none serves are left out. */
  static ImageSources of(FleetRecord fleet, Observed observed, List<SnapshotSet> sets) {
    Map<TierName, FleetMachine> machines = new EnumMap<>(TierName.class);
    Map<TierName, String> sizes = new EnumMap<>(TierName.class);
    tiers(fleet)
        .forEach(
            tier ->
                eldestServing(tier, observed.remembered())
                    .ifPresent(
                        machine -> {
                          machines.put(tier, machine);
                          sizes.put(tier, size(machine, observed.machines()));
                        }));
    String setId =
        Stream.concat(Stream.ofNullable(machines.get(TierName.WEB)), machines.values().stream())
            .findFirst()
            .map(FleetMachine::setId)
            .orElse(null);
    SnapshotSet madeOf =
        sets.stream().filter(set -> set.id().equals(setId)).findFirst().orElse(null);
    return new ImageSources(fleet, machines, sizes, madeOf);
  }

  private static Stream<TierName> tiers(FleetRecord fleet) {
    Map<TierName, TierSpec> tiers = fleet.spec().tiers();
    return Stream.of(TierName.values())
        .filter(tier -> tiers.containsKey(tier) && tiers.get(tier).machines() > 0);
  }

  private static Optional<FleetMachine> eldestServing(TierName tier, List<FleetMachine> machines) {
    return machines.stream()
        .filter(machine -> machine.tier() == tier && machine.state() == MachineState.SERVING)
        .min(Comparator.comparing(FleetMachine::launchedAt).thenComparing(FleetMachine::name));
  }

  private static String size(FleetMachine machine, List<Machine> machines) {
    return machines.stream()
        .filter(one -> one.name().equals(machine.name()))
        .map(Machine::size)
        .findFirst()
        .orElse("");
  }

  /** Refuses a fleet with a tier of which no machine serves. */
  void requireAll() {
    tiers(fleet)
        .filter(tier -> !machines.containsKey(tier))
        .findFirst()
        .ifPresent(
            tier -> {
              throw OperationException.badRequest(
                  "no %s machine of fleet %s is serving".formatted(tier.text(), fleet.name()),
                  "tier " + tier.text(),
                  "bring the fleet up first: 'snapfleet up'");
            });
  }

  String size(TierName tier) {
    return Objects.requireNonNull(sizes.get(tier), "no machine of the tier");
  }

  Map<String, String> frozen(Recipe recipe) {
    return FrozenSettings.ofMachines(fleet.spec(), recipe, files(), sizes, madeOf);
  }

  /** Of the source directory that web machines were installed with. */
  @Nullable String files() {
    return SourceFiles.inImages(List.copyOf(machines.values()));
  }

  /** The version is known of machines from a set; those installed from scratch carry none. */
  String recipeVersion(Recipe recipe) {
    return madeOf == null ? recipe.version() : madeOf.recipeVersion();
  }
}

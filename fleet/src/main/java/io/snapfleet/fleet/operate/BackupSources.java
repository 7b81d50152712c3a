package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.Backup.PartName;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.recipe.BackupRule;
import io.snapfleet.recipe.Recipe;
import io.snapfleet.recipe.Stage;
import io.snapfleet.recipe.TierRecipe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which machines of a fleet hold the application's data: its files, and its database. */
final class BackupSources {
  private static final Comparator<FleetMachine> LONGEST_SERVING =
      Comparator.comparing(FleetMachine::launchedAt).thenComparing(FleetMachine::name);

  private final FleetRecord fleet;
  private final Recipe recipe;
  private final List<FleetMachine> machines;

  BackupSources(FleetRecord fleet, Recipe recipe, List<FleetMachine> machines) {
    this.fleet = fleet;
    this.recipe = recipe;
    this.machines = List.copyOf(machines);
  }

  /** What is backed up of the files: the recipe's rule, without the assets where those stay out. */
  static BackupRule rule(Recipe recipe, FleetSpec spec) {
    BackupRule rule = tier(recipe, TierName.WEB).map(TierRecipe::backup).orElse(BackupRule.NONE);
    return spec.backup().assets() ? rule : withoutAssets(rule);
  }

  /** The rule for files that are restored from a backup that has these parts. */
  static BackupRule rule(Recipe recipe, boolean withAssets) {
    BackupRule rule = tier(recipe, TierName.WEB).map(TierRecipe::backup).orElse(BackupRule.NONE);
    return withAssets ? rule : withoutAssets(rule);
  }

  private static BackupRule withoutAssets(BackupRule rule) {
    List<String> excluded = new ArrayList<>(rule.exclude());
    rule.assets().forEach(directory -> excluded.add(directory + "/"));
    return new BackupRule(rule.include(), rule.includeIfThere(), excluded, List.of());
  }

  /** The one web machine whose files are backed up: the longest serving one. */
  Optional<FleetMachine> files() {
    return rule(recipe, true).isEmpty()
        ? Optional.empty()
        : Optional.of(serving(TierName.WEB).min(LONGEST_SERVING).orElseThrow(this::nobody));
  }

  /** All machines that have the files. */
  List<FleetMachine> web() {
    return serving(TierName.WEB).sorted(LONGEST_SERVING).toList();
  }

  /** The machine that dumps and loads the database: the database machine, else a web machine. */
  Optional<FleetMachine> database() {
    return Stream.of(TierName.DATABASE, TierName.WEB)
        .filter(tier -> tier(recipe, tier).filter(one -> has(one, Stage.DUMP)).isPresent())
        .filter(tier -> fleet.spec().tiers().containsKey(tier))
        .findFirst()
        .map(tier -> serving(tier).min(LONGEST_SERVING).orElseThrow(this::nobody));
  }

  /** The parts a good backup of the fleet has. */
  List<PartName> parts() {
    List<PartName> parts = new ArrayList<>();
    files().ifPresent(machine -> parts.add(PartName.WEBROOT));
    database().ifPresent(machine -> parts.add(PartName.DATABASE));
    if (parts.isEmpty()) {
      throw OperationException.badRequest(
          "recipe %s does not say what to back up".formatted(recipe.name()),
          "fleet " + fleet.name(),
          "give its web tier a backup section, as docs/recipes.md describes");
    }
    return parts;
  }

  private Stream<FleetMachine> serving(TierName tier) {
    return machines.stream()
        .filter(machine -> machine.tier() == tier && machine.state() == MachineState.SERVING);
  }

  private static boolean has(TierRecipe tier, Stage stage) {
    return tier.scripts().containsKey(stage);
  }

  private static Optional<TierRecipe> tier(Recipe recipe, TierName name) {
    return recipe.tiers().stream().filter(tier -> tier.tier().equals(name.text())).findFirst();
  }

  private OperationException nobody() {
    return OperationException.badRequest(
        "a machine of fleet %s that holds the application's data is not serving"
            .formatted(fleet.name()),
        "fleet " + fleet.name(),
        "see 'snapfleet status %s', and bring it up: 'snapfleet up'".formatted(fleet.name()));
  }
}

package io.snapfleet.fleet.plan;

import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Action.LoadDatabase;
import io.snapfleet.fleet.plan.Action.RefreshFiles;
import io.snapfleet.recipe.BackupRule;
import io.snapfleet.recipe.Stage;
import io.snapfleet.recipe.TierRecipe;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plans how new machines get newer data than they come with. What is live is never touched: it has
 * what visitors changed since the backup. Not thread-safe.
 */
final class DataPlanner {
  private final Desired desired;
  private final Set<String> live;
  private final Set<String> volumes;
  private final PlanDraft draft;

  DataPlanner(Desired desired, Observed observed, PlanDraft draft) {
    this.desired = desired;
    this.live = new HashSet<>(observed.live());
    this.volumes = observed.completeVolumes();
    this.draft = draft;
  }

  /** A machine of this name is made anew, whatever became of an earlier one. */
  void launches(String machine) {
    live.remove(machine);
  }

  boolean isLive(String machine) {
    return live.contains(machine);
  }

  /** The step that brings the files, where the machine is to get any. */
  Optional<String> refreshFiles(TierName tier, String machine, Collection<String> after) {
    NewerData data = desired.newerData();
    if (data == null || isLive(machine) || rule(tier).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        draft.add("refresh", new RefreshFiles(machine, tier, data), data.reason(), after));
  }

  boolean loads(TierName tier, String machine) {
    return loaded(tier, machine) != null;
  }

  /** The step that loads the dump, where the machine is to get it. */
  Optional<String> load(TierName tier, String machine, String after) {
    return Optional.ofNullable(loaded(tier, machine))
        .map(
            data ->
                draft.add(
                    "load", new LoadDatabase(machine, tier, data), data.reason(), List.of(after)));
  }

  /** A database tier has new data only in a fleet that is built from a set with an image of it. */
  private @Nullable NewerData loaded(TierName tier, String machine) {
    boolean hasOtherData = tier == TierName.DATABASE && desired.image(tier) == null;
    boolean keepsData = isLive(machine) || hasLiveVolume(tier, machine);
    boolean canLoad = recipe(tier).filter(one -> one.scripts().containsKey(Stage.LOAD)).isPresent();
    return hasOtherData || keepsData || !canLoad ? null : desired.newerData();
  }

  private boolean hasLiveVolume(TierName tier, String machine) {
    int directories = recipe(tier).map(one -> one.dataDirectories().size()).orElse(0);
    for (int number = 1; number <= directories; number++) {
      String volume = FleetNames.volume(machine, number);
      if (volumes.contains(volume) && live.contains(volume)) {
        return true;
      }
    }
    return false;
  }

  private BackupRule rule(TierName tier) {
    return recipe(tier).map(TierRecipe::backup).orElse(BackupRule.NONE);
  }

  private Optional<TierRecipe> recipe(TierName tier) {
    return desired.recipe().tiers().stream()
        .filter(one -> one.tier().equals(tier.text()))
        .findFirst();
  }
}

package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.plan.FrozenDifference;
import io.snapfleet.fleet.plan.FrozenSettings;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds a running fleet against a fleet file before images are taken of it. Thread-safe. */
final class SnapshotCheck {
  private final Surroundings surroundings;

  SnapshotCheck(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** In the words of a set: a set taken now would differ so from what is wanted. */
  List<FrozenDifference> differences(FleetRecord fleet, FleetSpec wanted) {
    Recipe recipe = surroundings.recipes().find(wanted.application().recipe());
    Recipe present = surroundings.recipes().find(fleet.spec().application().recipe());
    ImageSources sources = sources(fleet);
    String files = sources.files();
    SnapshotSet asItIs =
        new SnapshotSet(
            "",
            fleet.name(),
            SnapshotSet.State.TAKING,
            surroundings.clock().instant(),
            fleet.spec(),
            sources.recipeVersion(present),
            sources.frozen(present),
            null,
            Map.of());
    List<FrozenDifference> differences =
        new ArrayList<>(FrozenSettings.differences(asItIs, wanted, recipe));
    if (files != null) {
      FrozenSettings.otherFiles(asItIs, wanted, SourceFiles.now(wanted))
          .ifPresent(differences::add);
    }
    return differences;
  }

  private ImageSources sources(FleetRecord fleet) {
    try (Provider provider = surroundings.providers().open(fleet.spec().provider())) {
      return ImageSources.of(
          fleet,
          new FleetObserver(surroundings).look(provider, fleet.name()).observed(),
          surroundings.store().snapshotSets());
    }
  }
}

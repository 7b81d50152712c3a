package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.plan.Desired;
import io.snapfleet.fleet.plan.FrozenDifference;
import io.snapfleet.fleet.plan.FrozenSettings;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.recipe.Recipe;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds what a throw-away fleet is built from soonest: the set that the live fleet is built from,
 * else its newest set, of those whose images are there and hold what is wanted; else nothing, which
 * means from scratch.
 */
final class DrillSource {
  private final Surroundings surroundings;
  private final Provider provider;

  DrillSource(Surroundings surroundings, Provider provider) {
    this.surroundings = surroundings;
    this.provider = provider;
  }

  Desired choose(FleetRecord live, FleetSpec throwAway) {
    Recipe recipe = surroundings.recipes().find(throwAway.application().recipe());
    Predicate<SnapshotSet> inUse = set -> set.id().equals(live.setId());
    Optional<SnapshotSet> source =
        surroundings.store().snapshotSets().stream()
            .filter(set -> set.fleet().equals(live.name()))
            .filter(set -> set.state() == SnapshotSet.State.COMPLETE)
            .sorted(
                Comparator.comparing(inUse::test).thenComparing(SnapshotSet::takenAt).reversed())
            .filter(set -> fits(set, throwAway, recipe))
            .findFirst();
    return new Desired(throwAway, recipe, source.orElse(null));
  }

  private boolean fits(SnapshotSet set, FleetSpec throwAway, Recipe recipe) {
    return FrozenSettings.differences(set, throwAway, recipe).stream()
            .noneMatch(FrozenDifference::refused)
        && throwAway.tiers().keySet().stream()
            .map(tier -> Optional.ofNullable(set.tiers().get(tier)))
            .allMatch(image -> image.filter(one -> isThere(one.image())).isPresent());
  }

  private boolean isThere(String image) {
    return surroundings
        .retry()
        .call(() -> provider.compute().image(new ImageId(image)))
        .filter(found -> found.state() == Image.State.AVAILABLE)
        .isPresent();
  }
}

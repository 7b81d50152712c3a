package io.snapfleet.fleet.plan;

import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.recipe.Recipe;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What shall be.
 *
 * @param source the snapshot set new machines are made from, but for those of tiers that it has no
 *     image of; null to install all from scratch
 * @param newerData what new machines are refreshed with before they serve; null where they come
 *     with the newest data
 */
public record Desired(
    FleetSpec spec, Recipe recipe, @Nullable SnapshotSet source, @Nullable NewerData newerData) {
  /** Where new machines come with the newest data. */
  public Desired(FleetSpec spec, Recipe recipe, @Nullable SnapshotSet source) {
    this(spec, recipe, source, null);
  }

  public Desired {
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(recipe, "recipe");
  }

  /** What new machines of a tier are made of; null where they are installed from scratch. */
  public @Nullable TierImage image(TierName tier) {
    return source == null ? null : source.tiers().get(tier);
  }
}

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
 * @param files the fingerprint of what the spec's source directory holds now; null where there is
 *     no directory, and where machines may have other files than it
 */
public record Desired(
    FleetSpec spec,
    Recipe recipe,
    @Nullable SnapshotSet source,
    @Nullable NewerData newerData,
    @Nullable String files) {
  /** Where new machines come with the newest data, and old ones may have any files. */
  public Desired(FleetSpec spec, Recipe recipe, @Nullable SnapshotSet source) {
    this(spec, recipe, source, null, null);
  }

  public Desired {
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(recipe, "recipe");
  }

  public Desired refreshedWith(NewerData data) {
    return new Desired(spec, recipe, source, data, files);
  }

  /** The same, where machines are to have what the source directory holds now. */
  public Desired holding(@Nullable String fingerprint) {
    return new Desired(spec, recipe, source, newerData, fingerprint);
  }

  /** What new machines of a tier are made of; null where they are installed from scratch. */
  public @Nullable TierImage image(TierName tier) {
    return source == null ? null : source.tiers().get(tier);
  }
}

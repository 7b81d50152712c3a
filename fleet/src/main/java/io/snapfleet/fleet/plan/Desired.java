package io.snapfleet.fleet.plan;

import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.recipe.Recipe;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What shall be.
 *
 * @param source the snapshot set new machines are made from; null to install them from scratch
 */
public record Desired(FleetSpec spec, Recipe recipe, @Nullable SnapshotSet source) {
  public Desired {
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(recipe, "recipe");
  }
}

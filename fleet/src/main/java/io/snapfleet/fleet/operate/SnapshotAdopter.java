package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.fleet.plan.FrozenSettings;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.SecretScope;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.recipe.Recipe;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes a snapshot set of images that were made outside the product, with the fleet's present
 * credentials. The provider is only looked at: images that were adopted are never deleted by us.
 * Thread-safe.
 */
final class SnapshotAdopter {
  private final Surroundings surroundings;
  private final Store store;

  SnapshotAdopter(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.store = surroundings.store();
  }

  /**
   * @param images one for each tier that the fleet has machines of
   * @param volumes volume snapshots of a tier, one for each data directory its recipe names, in
   *     that order
   */
  SnapshotSet adopt(
      FleetRecord fleet, Map<TierName, String> images, Map<TierName, List<String>> volumes) {
    Recipe recipe = surroundings.recipes().find(fleet.spec().application().recipe());
    try (FleetLease lease = store.acquire(fleet.name(), surroundings.owner());
        Provider provider = surroundings.providers().open(fleet.spec().provider())) {
      AdoptedImages adopted =
          new AdoptedImages(fleet.spec(), recipe, provider, surroundings.retry(), store);
      adopted.refuseOtherTiers(images.keySet(), volumes.keySet());
      Map<TierName, TierImage> tiers = new EnumMap<>(TierName.class);
      for (TierName tier : TierName.values()) {
        TierSpec spec = fleet.spec().tiers().get(tier);
        if (spec != null && spec.machines() > 0) {
          tiers.put(
              tier,
              adopted.tier(tier, spec, images.get(tier), volumes.getOrDefault(tier, List.of())));
        }
      }
      return keep(lease, set(fleet, recipe, tiers));
    }
  }

  /**
   * A set of one image made outside and, for all else, what {@code base} has. The same images give
   * the same set again.
   */
  SnapshotSet adoptOnto(SnapshotSet base, FleetRecord fleet, TierName tier, String image) {
    Recipe recipe = surroundings.recipes().find(fleet.spec().application().recipe());
    TierSpec spec = Objects.requireNonNull(fleet.spec().tiers().get(tier), "the tier");
    try (FleetLease lease = store.acquire(fleet.name(), surroundings.owner());
        Provider provider = surroundings.providers().open(fleet.spec().provider())) {
      AdoptedImages adopted =
          new AdoptedImages(fleet.spec(), recipe, provider, surroundings.retry(), store);
      Map<TierName, TierImage> tiers = new EnumMap<>(TierName.class);
      base.tiers().forEach((other, of) -> tiers.put(other, of.madeOutside()));
      tiers.put(tier, adopted.tier(tier, spec, image, List.of()));
      return store.snapshotSets().stream()
          .filter(set -> set.state() == SnapshotSet.State.COMPLETE && set.tiers().equals(tiers))
          .findFirst()
          .orElseGet(() -> keep(lease, like(base, fleet, recipe, tiers), base.id()));
    }
  }

  /** Its data are as old as the oldest image's may be. */
  private SnapshotSet like(
      SnapshotSet base, FleetRecord fleet, Recipe recipe, Map<TierName, TierImage> tiers) {
    SnapshotSet made = set(fleet, recipe, tiers);
    return new SnapshotSet(
        made.id(),
        made.fleet(),
        made.state(),
        base.takenAt(),
        made.spec(),
        made.recipeVersion(),
        made.frozen(),
        base.backup(),
        tiers);
  }

  private SnapshotSet keep(FleetLease lease, SnapshotSet set, String credentialsOf) {
    lease.saveSnapshotSet(set);
    lease.saveSecrets(SecretScope.ofSet(set.id()), store.secrets(SecretScope.ofSet(credentialsOf)));
    SnapshotSet complete = set.in(SnapshotSet.State.COMPLETE);
    lease.saveSnapshotSet(complete);
    return complete;
  }

  private SnapshotSet set(FleetRecord fleet, Recipe recipe, Map<TierName, TierImage> tiers) {
    return new SnapshotSet(
        surroundings.ids().get(),
        fleet.name(),
        SnapshotSet.State.TAKING,
        surroundings.clock().instant(),
        fleet.spec(),
        recipe.version(),
        FrozenSettings.of(fleet.spec(), recipe),
        null,
        tiers);
  }

  /** It can be built from once its credentials are kept; cut off before, it is a leftover. */
  private SnapshotSet keep(FleetLease lease, SnapshotSet set) {
    lease.saveSnapshotSet(set);
    new FleetSecrets(store, surroundings.secretMaker(), surroundings.sshKeys())
        .freeze(lease, set.id());
    SnapshotSet complete = set.in(SnapshotSet.State.COMPLETE);
    lease.saveSnapshotSet(complete);
    return complete;
  }
}

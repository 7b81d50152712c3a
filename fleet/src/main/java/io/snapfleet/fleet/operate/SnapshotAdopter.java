package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.fleet.plan.FrozenSettings;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.recipe.Recipe;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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

package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.fleet.plan.FrozenDifference;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
   * The set that images would make. Nothing is kept.
   *
   * @param images one for each tier that the fleet has machines of
   * @param volumes volume snapshots of a tier, one for each data directory its recipe names, in
   *     that order
   */
  SnapshotSet draft(
      FleetRecord fleet, Map<TierName, String> images, Map<TierName, List<String>> volumes) {
    Recipe recipe = surroundings.recipes().find(fleet.spec().application().recipe());
    try (Provider provider = surroundings.providers().open(fleet.spec().provider())) {
      AdoptedImages adopted = adopted(fleet, recipe, provider);
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
      return set(fleet, recipe, tiers, null);
    }
  }

  /**
   * The set that images made outside would make with, for all else, what {@code base} has. Where
   * the fleet has a set of the same images that gives what is wanted, that one; another is not
   * kept.
   *
   * @param base null where the other tiers are installed
   */
  SnapshotSet draftOnto(
      @Nullable SnapshotSet base, FleetRecord fleet, Map<TierName, String> images) {
    Recipe recipe = surroundings.recipes().find(fleet.spec().application().recipe());
    try (Provider provider = surroundings.providers().open(fleet.spec().provider())) {
      AdoptedImages adopted = adopted(fleet, recipe, provider);
      Map<TierName, TierImage> tiers = new EnumMap<>(TierName.class);
      if (base != null) {
        base.tiers().forEach((other, of) -> tiers.put(other, of.madeOutside()));
      }
      images.forEach(
          (tier, image) -> {
            TierSpec spec = Objects.requireNonNull(fleet.spec().tiers().get(tier), "the tier");
            tiers.put(tier, adopted.tier(tier, spec, image, List.of()));
          });
      return Stream.concat(Stream.ofNullable(base), ofFleet(fleet))
          .filter(set -> hasImages(set, tiers) && gives(set, fleet.spec(), recipe))
          .findFirst()
          .orElseGet(() -> like(base, fleet, recipe, tiers));
    }
  }

  private Stream<SnapshotSet> ofFleet(FleetRecord fleet) {
    String place = fleet.spec().provider().place();
    return store.snapshotSets().stream()
        .filter(set -> set.state() == SnapshotSet.State.COMPLETE)
        .filter(set -> set.fleet().equals(fleet.name()))
        .filter(set -> set.spec().provider().place().equals(place));
  }

  /** Whoever took them, and of whatever machines. */
  private static boolean hasImages(SnapshotSet set, Map<TierName, TierImage> tiers) {
    return set.tiers().keySet().equals(tiers.keySet())
        && set.tiers().entrySet().stream()
            .allMatch(
                tier -> {
                  TierImage wanted = Objects.requireNonNull(tiers.get(tier.getKey()));
                  return tier.getValue().image().equals(wanted.image())
                      && tier.getValue().volumes().equals(wanted.volumes());
                });
  }

  private static boolean gives(SnapshotSet set, FleetSpec wanted, Recipe recipe) {
    return FrozenSettings.differences(set, wanted, recipe).stream()
        .noneMatch(FrozenDifference::refused);
  }

  private AdoptedImages adopted(FleetRecord fleet, Recipe recipe, Provider provider) {
    return new AdoptedImages(fleet.spec(), recipe, provider, surroundings.retry(), store);
  }

  /** Its data are as old as the oldest image's may be, or as the fleet where it has none. */
  private SnapshotSet like(
      @Nullable SnapshotSet base,
      FleetRecord fleet,
      Recipe recipe,
      Map<TierName, TierImage> tiers) {
    SnapshotSet made = set(fleet, recipe, tiers, filesOf(base, tiers));
    return new SnapshotSet(
        made.id(),
        made.fleet(),
        made.state(),
        base == null ? fleet.createdAt() : base.takenAt(),
        made.spec(),
        made.recipeVersion(),
        made.frozen(),
        base == null ? null : base.backup(),
        tiers);
  }

  /** Known where the web machines' image is the base's. */
  private static @Nullable String filesOf(
      @Nullable SnapshotSet base, Map<TierName, TierImage> tiers) {
    TierImage web = base == null ? null : base.tiers().get(TierName.WEB);
    TierImage taken = tiers.get(TierName.WEB);
    return base != null && web != null && taken != null && taken.image().equals(web.image())
        ? FrozenSettings.files(base)
        : null;
  }

  /**
   * Keeps a set with the fleet's present credentials. It can be built from once these are kept; cut
   * off before, it is a leftover.
   */
  SnapshotSet keep(SnapshotSet set) {
    try (FleetLease lease = store.acquire(set.fleet(), surroundings.owner())) {
      refuseDown(set.fleet());
      return keep(lease, set, null);
    }
  }

  /** Its credentials went with it. */
  private void refuseDown(String fleet) {
    if (store.fleet(fleet).filter(known -> known.state() == FleetRecord.State.DOWN).isPresent()) {
      throw OperationException.isDown(fleet);
    }
  }

  /**
   * The same with the credentials of another set, where there is one; a set that is kept already
   * stays as it is.
   */
  SnapshotSet keep(FleetLease lease, SnapshotSet set, @Nullable SnapshotSet credentialsOf) {
    if (set.state() == SnapshotSet.State.COMPLETE) {
      return set;
    }
    if (credentialsOf != null) {
      new SnapshotSets(store).requireStillThere(credentialsOf);
    }
    lease.saveSnapshotSet(set);
    if (credentialsOf == null) {
      new FleetSecrets(store, surroundings.secretMaker(), surroundings.sshKeys())
          .freeze(lease, set.id());
    } else {
      lease.saveSecrets(
          SecretScope.ofSet(set.id()), store.secrets(SecretScope.ofSet(credentialsOf.id())));
    }
    SnapshotSet complete = set.in(SnapshotSet.State.COMPLETE);
    lease.saveSnapshotSet(complete);
    return complete;
  }

  private SnapshotSet set(
      FleetRecord fleet, Recipe recipe, Map<TierName, TierImage> tiers, @Nullable String files) {
    return new SnapshotSet(
        surroundings.ids().get(),
        fleet.name(),
        SnapshotSet.State.TAKING,
        surroundings.clock().instant(),
        fleet.spec(),
        recipe.version(),
        FrozenSettings.of(fleet.spec(), recipe, files),
        null,
        tiers);
  }
}

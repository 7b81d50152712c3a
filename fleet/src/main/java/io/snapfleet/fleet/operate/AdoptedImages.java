package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.model.SnapshotSet.VolumeCopy;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.VolumeSnapshot;
import io.snapfleet.recipe.Recipe;
import io.snapfleet.recipe.TierRecipe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges images that are to be adopted, one tier after the other. Changes nothing. */
final class AdoptedImages {
  /** No machine of ours it was taken of. */
  private static final String MADE_OUTSIDE = "";

  private final FleetSpec fleet;
  private final Recipe recipe;
  private final Provider provider;
  private final ProviderRetry retry;
  private final Store store;

  AdoptedImages(
      FleetSpec fleet, Recipe recipe, Provider provider, ProviderRetry retry, Store store) {
    this.fleet = fleet;
    this.recipe = recipe;
    this.provider = provider;
    this.retry = retry;
    this.store = store;
  }

  void refuseOtherTiers(Collection<TierName> images, Collection<TierName> volumes) {
    Stream.concat(images.stream(), volumes.stream())
        .filter(tier -> !hasMachines(tier))
        .findFirst()
        .ifPresent(
            tier -> {
              throw OperationException.badRequest(
                  "fleet %s has no machines of tier %s".formatted(fleet.fleet(), tier.text()),
                  "tier " + tier.text(),
                  "leave it out");
            });
  }

  private boolean hasMachines(TierName tier) {
    TierSpec spec = fleet.tiers().get(tier);
    return spec != null && spec.machines() > 0;
  }

  TierImage tier(TierName tier, TierSpec spec, @Nullable String id, List<String> snapshots) {
    if (id == null) {
      throw OperationException.badRequest(
          "no image is named for tier " + tier.text(),
          "tier " + tier.text(),
          "give %s=IMAGE; 'snapfleet snapshot ls --provider %s' lists the provider's images"
              .formatted(tier.text(), fleet.fleet()));
    }
    Image image = image(tier, id);
    return new TierImage(
        id,
        MADE_OUTSIDE,
        spec.size(),
        image.sizeBytes(),
        image.minDiskBytes(),
        copies(tier, spec, snapshots),
        List.of());
  }

  private Image image(TierName tier, String id) {
    Image image =
        retry
            .call(() -> provider.compute().image(new ImageId(id)))
            .orElseThrow(() -> unknown("image", tier, id));
    if (image.state() != Image.State.AVAILABLE) {
      throw OperationException.badRequest(
          "image %s for tier %s is %s"
              .formatted(id, tier.text(), image.state().name().toLowerCase(Locale.ROOT)),
          "tier " + tier.text(),
          "name an image that is available");
    }
    return image;
  }

  private List<VolumeCopy> copies(TierName tier, TierSpec spec, List<String> snapshots) {
    List<String> directories = directories(tier);
    if (directories.size() != snapshots.size()) {
      throw wrongNumber(tier, directories, snapshots.size());
    }
    List<VolumeCopy> copies = new ArrayList<>();
    for (String directory : directories) {
      String id = snapshots.get(copies.size());
      refuseLarger(tier, spec, snapshot(tier, id));
      copies.add(new VolumeCopy(id, directory));
    }
    return copies;
  }

  private List<String> directories(TierName tier) {
    return recipe.tiers().stream()
        .filter(one -> one.tier().equals(tier.text()))
        .findFirst()
        .map(TierRecipe::dataDirectories)
        .orElse(List.of());
  }

  private OperationException wrongNumber(TierName tier, List<String> directories, int given) {
    if (directories.isEmpty()) {
      return OperationException.badRequest(
          "recipe %s keeps nothing of tier %s on a volume".formatted(recipe.name(), tier.text()),
          "tier " + tier.text(),
          "leave out --volume " + tier.text());
    }
    return OperationException.badRequest(
        "recipe %s keeps %s of tier %s on %s, which an image does not hold; %d volume snapshots are"
                .formatted(
                    recipe.name(),
                    String.join(", ", directories),
                    tier.text(),
                    directories.size() == 1 ? "a volume" : "volumes",
                    given)
            + " named and "
            + directories.size()
            + " needed",
        "tier " + tier.text(),
        "give --volume %s=ID for each, in this order; 'snapfleet snapshot ls --provider %s' lists"
                .formatted(tier.text(), fleet.fleet())
            + " them");
  }

  private VolumeSnapshot snapshot(TierName tier, String id) {
    return retry.call(() -> provider.blockStorage().snapshots(new Tags(Map.of()))).stream()
        .filter(snapshot -> snapshot.id().value().equals(id))
        .findFirst()
        .orElseThrow(() -> unknown("volume snapshot", tier, id));
  }

  private static void refuseLarger(TierName tier, TierSpec spec, VolumeSnapshot snapshot) {
    if (snapshot.volumeSizeBytes() > spec.volumeBytes()) {
      throw OperationException.badRequest(
          "volume snapshot %s is of a volume of %d bytes, and volumes of tier %s have %d"
              .formatted(
                  snapshot.id().value(),
                  snapshot.volumeSizeBytes(),
                  tier.text(),
                  spec.volumeBytes()),
          "tier " + tier.text(),
          "make 'volume' larger in the fleet file and run 'snapfleet up'");
    }
  }

  private OperationException unknown(String kind, TierName tier, String id) {
    String otherwise =
        elsewhere(id)
            .filter(place -> !place.equals(fleet.provider().place()))
            .findFirst()
            .map(place -> "; it is one of provider " + place)
            .orElse("");
    return OperationException.badRequest(
        "provider %s has no %s %s%s".formatted(provider.name(), kind, id, otherwise),
        "tier " + tier.text(),
        "'snapfleet snapshot ls --provider %s' lists what it has".formatted(fleet.fleet()));
  }

  /** Where images and volume snapshots of this id are known to be. */
  private Stream<String> elsewhere(String id) {
    return Stream.concat(
        store.snapshotSets().stream()
            .filter(set -> holds(set, id))
            .map(set -> set.spec().provider().place()),
        store.bakedImages().stream()
            .filter(image -> image.image().equals(id))
            .map(image -> image.provider().place()));
  }

  private static boolean holds(SnapshotSet set, String id) {
    return set.tiers().values().stream()
        .anyMatch(
            tier ->
                tier.image().equals(id)
                    || tier.volumes().stream().anyMatch(copy -> copy.snapshot().equals(id)));
  }
}

package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.image.ImageStanding;
import io.snapfleet.fleet.image.KnownImage;
import io.snapfleet.fleet.model.BakedImage;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Joins the images that providers list with what the store knows of them. Providers are those of
 * the fleets, the snapshot sets and the images that were baked here. Used once.
 */
final class ImageCatalog {
  private static final Tags EVERYTHING = new Tags(Map.of());

  /** Sets that were made of other sets' images do not name the machine. */
  private static final Comparator<TierImage> BY_KNOWN_MACHINE =
      Comparator.comparing(image -> !image.sourceMachine().isEmpty());

  private final Surroundings surroundings;
  private final ImageUsers users;
  private final List<SnapshotSet> sets;
  private final List<BakedImage> baked;
  private final List<ImageTrial> trials;
  private final List<FleetRecord> fleets;
  private final List<KnownImage> images = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  ImageCatalog(Surroundings surroundings) {
    Store store = surroundings.store();
    this.surroundings = surroundings;
    this.users = new ImageUsers(store);
    this.sets = store.snapshotSets();
    this.baked = store.bakedImages();
    this.trials = store.imageTrials();
    this.fleets = store.fleets();
  }

  /**
   * All images of all providers, ours or not.
   *
   * @param remarks about providers that could not be asked
   */
  record Content(List<KnownImage> images, List<String> remarks) {
    Content {
      images = List.copyOf(images);
      remarks = List.copyOf(remarks);
    }
  }

  Content read() {
    providers().forEach(this::read);
    return new Content(images, remarks);
  }

  /** The first that is known of each place. */
  private Collection<ProviderSpec> providers() {
    Map<String, ProviderSpec> byPlace = new LinkedHashMap<>();
    Stream.of(
            fleets.stream().map(fleet -> fleet.spec().provider()),
            sets.stream().map(set -> set.spec().provider()),
            baked.stream().map(BakedImage::provider))
        .flatMap(specs -> specs)
        .forEach(spec -> byPlace.putIfAbsent(spec.place(), spec));
    return byPlace.values();
  }

  private void read(ProviderSpec spec) {
    try (Provider provider = surroundings.providers().open(spec)) {
      surroundings.retry().call(() -> provider.compute().images(EVERYTHING)).stream()
          .filter(image -> !image.isLayer())
          .map(image -> known(spec, image))
          .forEach(images::add);
    } catch (ProviderException refusal) {
      remarks.add(
          "provider %s could not be asked: %s".formatted(spec.place(), refusal.getMessage()));
      baked.stream()
          .filter(image -> image.provider().place().equals(spec.place()))
          .map(this::unseen)
          .forEach(images::add);
    }
  }

  private KnownImage known(ProviderSpec spec, Image image) {
    String id = image.id().value();
    Optional<BakedImage> from = baked(spec, id);
    List<String> usedBy = new ArrayList<>(users.of(spec, id));
    if (usedBy.isEmpty()) {
      usedBy.addAll(beingTaken(image));
    }
    return new KnownImage(
        spec,
        id,
        image.name(),
        image.state().name().toLowerCase(Locale.ROOT),
        image.sizeBytes(),
        image.createdAt(),
        origin(spec, image, from),
        usedBy,
        ImageStanding.of(trials, spec.place(), id),
        from.orElse(null),
        from.map(BakedImage::packages)
            .filter(packages -> !packages.isEmpty())
            .orElseGet(() -> packages(spec, id)));
  }

  private KnownImage unseen(BakedImage image) {
    return new KnownImage(
        image.provider(),
        image.image(),
        image.name(),
        "unseen",
        0,
        image.madeAt(),
        template(image),
        users.of(image.provider(), image.image()),
        ImageStanding.of(trials, image.provider().place(), image.image()),
        image,
        image.packages());
  }

  private Optional<BakedImage> baked(ProviderSpec spec, String id) {
    return baked.stream()
        .filter(one -> one.provider().place().equals(spec.place()) && one.image().equals(id))
        .findFirst();
  }

  /** A set that is not complete does not name its images yet. */
  private List<String> beingTaken(Image image) {
    String set = image.tags().get(Tags.SNAPSHOT_SET).orElse("");
    return sets.stream()
        .filter(one -> one.id().equals(set))
        .map(one -> "snapshot set %s of fleet %s has it".formatted(one.id(), one.fleet()))
        .toList();
  }

  private String origin(ProviderSpec spec, Image image, Optional<BakedImage> from) {
    return from.map(ImageCatalog::template)
        .or(() -> inSets(spec, image.id().value()).max(BY_KNOWN_MACHINE).map(ImageCatalog::taken))
        .or(() -> image.tags().get(Tags.FLEET).filter(this::isFleet).map("fleet "::concat))
        .orElse("");
  }

  private static String template(BakedImage image) {
    return "template " + Objects.requireNonNull(Path.of(image.template()).getFileName());
  }

  private static String taken(TierImage image) {
    return image.sourceMachine().isEmpty() ? "adopted" : "machine " + image.sourceMachine();
  }

  private boolean isFleet(String name) {
    return fleets.stream().anyMatch(fleet -> fleet.name().equals(name));
  }

  private Stream<TierImage> inSets(ProviderSpec spec, String id) {
    return sets.stream()
        .filter(set -> set.spec().provider().place().equals(spec.place()))
        .flatMap(set -> set.tiers().values().stream())
        .filter(tier -> tier.image().equals(id));
  }

  private List<String> packages(ProviderSpec spec, String id) {
    return inSets(spec, id)
        .map(TierImage::packages)
        .filter(packages -> !packages.isEmpty())
        .findFirst()
        .orElse(List.of());
  }
}

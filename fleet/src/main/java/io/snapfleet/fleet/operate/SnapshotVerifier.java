package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.state.SecretScope;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.ImageFiles;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.recipe.scan.ImageScan;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks into the images of a set for what must not be in an image. Changes nothing. Thread-safe.
 */
final class SnapshotVerifier {
  private final Surroundings surroundings;
  private final Store store;

  SnapshotVerifier(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.store = surroundings.store();
  }

  List<ImageFinding> verify(SnapshotSet set) {
    KnownSecrets secrets =
        KnownSecrets.NONE
            .with("credentials of the fleet", store.secrets(SecretScope.ofSet(set.id())))
            .withThoseOf(set.fleet(), set.spec().provider(), store);
    List<ImageFinding> findings = new ArrayList<>();
    try (Provider provider = surroundings.providers().open(set.spec().provider())) {
      if (!provider.capabilities().contains(Capability.READ_IMAGES)) {
        throw new OperationException(
            OperationException.Kind.PROVIDER_REFUSED,
            "provider " + provider.name() + " does not let images be read",
            "snapshot set " + set.id(),
            "build a fleet from the set and look at its machines");
      }
      for (TierName tier : TierName.values()) {
        TierImage image = set.tiers().get(tier);
        if (image != null) {
          findings.addAll(verify(provider, tier, image, secrets));
        }
      }
    }
    return findings;
  }

  private static List<ImageFinding> verify(
      Provider provider, TierName tier, TierImage image, KnownSecrets secrets) {
    ImageId id = new ImageId(image.image());
    return provider.compute().image(id).isEmpty()
        ? List.of(new ImageFinding(tier, "", "the image is gone at the provider"))
        : findings(provider, tier, id, secrets);
  }

  /** What is in an image that must not be, at a provider that lets images be read. */
  static List<ImageFinding> findings(
      Provider provider, TierName tier, ImageId id, KnownSecrets secrets) {
    try (ImageFiles files = provider.compute().openImage(id)) {
      return new ImageScan(files.root(), secrets)
          .findings().stream()
              .map(found -> new ImageFinding(tier, found.file(), found.what()))
              .toList();
    }
  }
}

package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Provider;
import java.util.Map;

/**
 * Makes the images of a snapshot set usable in another region of their provider. They stay where
 * they are under the same ids, and a copy goes when its image is removed, so that nothing has to be
 * written down or undone. Thread-safe.
 */
final class SnapshotTransfer {
  private final Surroundings surroundings;

  SnapshotTransfer(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  void transfer(SnapshotSet set, String region, ProgressListener listener) {
    refuseVolumes(set);
    try (Provider provider = surroundings.providers().open(set.spec().provider())) {
      refuseUnlessPossible(provider);
      Parallel.each(set.tiers().entrySet(), tier -> transfer(provider, tier, region, listener));
    }
  }

  private void transfer(
      Provider provider,
      Map.Entry<TierName, TierImage> tier,
      String region,
      ProgressListener listener) {
    String image = tier.getValue().image();
    listener.note(
        "copying image %s of tier %s to %s".formatted(image, tier.getKey().text(), region));
    surroundings
        .retry()
        .call(
            () -> {
              provider.compute().transferImage(new ImageId(image), region);
              return image;
            });
  }

  private static void refuseVolumes(SnapshotSet set) {
    set.tiers().entrySet().stream()
        .filter(tier -> !tier.getValue().volumes().isEmpty())
        .findFirst()
        .ifPresent(
            tier -> {
              throw OperationException.badRequest(
                  "the data of tier %s in snapshot set %s are volume snapshots, which stay in their"
                          .formatted(tier.getKey().text(), set.id())
                      + " region",
                  "snapshot set " + set.id(),
                  "deploy the fleet there without a snapshot set, and restore a backup into it");
            });
  }

  private static void refuseUnlessPossible(Provider provider) {
    if (!provider.capabilities().contains(Capability.TRANSFER_IMAGES)) {
      throw OperationException.badRequest(
          "provider %s has no regions to copy images between".formatted(provider.name()),
          "provider " + provider.name(),
          "build from the set where it is: 'snapfleet up --from-snapshot PREFIX'");
    }
  }
}

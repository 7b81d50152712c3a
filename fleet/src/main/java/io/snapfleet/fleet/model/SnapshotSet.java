package io.snapfleet.fleet.model;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Images of all tiers taken at one moment, with what is needed to build a fleet from them.
 *
 * @param id 12 characters from {@code [a-z0-9]}; its first 4 select it where they are unambiguous
 * @param takenAt the moment the data is of
 * @param spec the fleet as it was then
 * @param frozen settings that are fixed in the images, by name
 * @param backup the fleet's newest good backup when it was taken, which is older than the images;
 *     null without one
 * @param tiers one image a tier
 */
public record SnapshotSet(
    String id,
    String fleet,
    State state,
    Instant takenAt,
    FleetSpec spec,
    String recipeVersion,
    Map<String, String> frozen,
    @Nullable String backup,
    Map<TierName, TierImage> tiers) {
  /** Whether it can be built from. */
  public enum State {
    TAKING,
    COMPLETE,
    DELETING;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public SnapshotSet {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(fleet, "fleet");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(takenAt, "takenAt");
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(recipeVersion, "recipeVersion");
    frozen = Map.copyOf(frozen);
    tiers = Map.copyOf(tiers);
  }

  public SnapshotSet in(State next) {
    return new SnapshotSet(id, fleet, next, takenAt, spec, recipeVersion, frozen, backup, tiers);
  }

  /**
   * The image of one tier.
   *
   * @param image the provider's image id
   * @param sourceMachine the machine it was taken of; empty for one that was adopted, which is not
   *     deleted with this set
   * @param size the size that machine had
   * @param volumes snapshots of its volumes
   * @param packages installed Debian packages as {@code name=version}, in name order
   */
  public record TierImage(
      String image,
      String sourceMachine,
      String size,
      long sizeBytes,
      long minDiskBytes,
      List<VolumeCopy> volumes,
      List<String> packages) {
    public TierImage {
      volumes = List.copyOf(volumes);
      packages = List.copyOf(packages);
    }

    /** The same for a set that it was not taken for. */
    public TierImage madeOutside() {
      return new TierImage(image, "", size, sizeBytes, minDiskBytes, volumes, packages);
    }
  }

  /** The provider's id of a volume snapshot, and the directory the volume was mounted at. */
  public record VolumeCopy(String snapshot, String directory) {}
}

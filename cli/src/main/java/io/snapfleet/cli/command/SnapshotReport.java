package io.snapfleet.cli.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapfleet.cli.output.Bytes;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.model.SnapshotSet.VolumeCopy;
import io.snapfleet.fleet.model.TierName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot set as data, and as text.
 *
 * @param site its domain, or its title where it has none
 * @param region absent where the provider has none
 * @param backup the fleet's newest good backup when it was taken; absent without one
 */
record SnapshotReport(
    String id,
    String fleet,
    String site,
    String provider,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String region,
    Instant takenAt,
    String recipe,
    String recipeVersion,
    Map<String, String> frozen,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String backup,
    List<TierReport> tiers) {

  /**
   * The image of one tier.
   *
   * @param packages Debian packages as {@code name=version}
   */
  record TierReport(
      String tier,
      String image,
      String sourceMachine,
      String size,
      long sizeBytes,
      long minDiskBytes,
      List<VolumeCopy> volumes,
      List<String> packages) {
    static TierReport of(TierName tier, TierImage image) {
      return new TierReport(
          tier.text(),
          image.image(),
          image.sourceMachine(),
          image.size(),
          image.sizeBytes(),
          image.minDiskBytes(),
          image.volumes(),
          image.packages());
    }
  }

  static SnapshotReport of(SnapshotSet set) {
    List<TierReport> tiers = new ArrayList<>();
    for (TierName tier : TierName.values()) {
      TierImage image = set.tiers().get(tier);
      if (image != null) {
        tiers.add(TierReport.of(tier, image));
      }
    }
    return new SnapshotReport(
        set.id(),
        set.fleet(),
        set.spec().site().called(),
        set.spec().provider().place(),
        set.spec().provider().region().orElse(null),
        set.takenAt(),
        set.spec().application().recipe(),
        set.recipeVersion(),
        new TreeMap<>(set.frozen()),
        set.backup(),
        tiers);
  }

  long sizeBytes() {
    return tiers.stream().mapToLong(TierReport::sizeBytes).sum();
  }

  /** Everything but the lists of packages, which are counted. */
  String text() {
    Table images = new Table("TIER", "IMAGE", "TAKEN OF", "SIZE", "BYTES", "VOLUMES", "PACKAGES");
    for (TierReport tier : tiers) {
      images.row(
          tier.tier(),
          tier.image(),
          tier.sourceMachine(),
          tier.size(),
          Bytes.text(tier.sizeBytes()),
          tier.volumes().size(),
          tier.packages().size());
    }
    Table settings = new Table("FROZEN SETTING", "VALUE");
    frozen.forEach(settings::row);
    return "Snapshot set %s of fleet %s (%s) at %s, taken at %s by recipe %s, version %s\n%s\n%s\n%s"
        .formatted(
            id,
            fleet,
            site,
            location(),
            takenAt,
            recipe,
            recipeVersion,
            newest(),
            images,
            settings);
  }

  /** For people. */
  String location() {
    return region == null ? provider : provider + " " + region;
  }

  private String newest() {
    return backup == null ? "" : "It has all that backup %s has.\n".formatted(backup);
  }
}

package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.fleet.plan.Desired;
import io.snapfleet.fleet.plan.Observed;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.Volume;
import java.util.Map;
import java.util.TreeMap;

/** Refuses a fleet file that gives volumes which are there another size than they have. */
final class VolumeSizes {
  private static final long MEBIBYTE = 1L << 20;
  private static final long GIBIBYTE = 1L << 30;
  private static final long MEGABYTE = 1_000_000;
  private static final long GIGABYTE = 1_000_000_000;

  private VolumeSizes() {}

  static void refuseOthers(Desired desired, Observed observed) {
    Map<TierName, TierSpec> tiers = new TreeMap<>(desired.spec().tiers());
    tiers.values().removeIf(tier -> tier.machines() == 0);
    tiers.forEach(
        (tier, spec) ->
            observed.volumes().stream()
                .filter(Volume::complete)
                .filter(
                    volume -> volume.tags().get(Tags.TIER).filter(tier.text()::equals).isPresent())
                .filter(volume -> !has(volume, spec.volumeBytes()))
                .findFirst()
                .ifPresent(volume -> refuse(desired.spec().fleet(), tier, spec, volume)));
  }

  /** Some providers make volumes of whole GiB, and say so of what they have made. */
  private static boolean has(Volume volume, long wantedBytes) {
    return volume.sizeBytes() == wantedBytes
        || volume.sizeBytes() == Math.ceilDiv(wantedBytes, GIBIBYTE) * GIBIBYTE;
  }

  static String key(TierName tier) {
    return "tiers.%s.volume".formatted(tier.text());
  }

  private static void refuse(String fleet, TierName tier, TierSpec spec, Volume volume) {
    throw OperationException.badRequest(
        "volume %s has %s, which cannot become %s while it holds the fleet's data"
            .formatted(volume.name(), text(volume.sizeBytes()), text(spec.volumeBytes())),
        key(tier),
        "write %s; for another size make a backup ('snapfleet backup create %s'), take the fleet"
                .formatted(text(volume.sizeBytes()), fleet)
            + " down, bring it up with the new one and restore the backup");
  }

  /** As a fleet file says it. */
  static String text(long bytes) {
    if (bytes % MEBIBYTE == 0) {
      return bytes % GIBIBYTE == 0 ? bytes / GIBIBYTE + "GiB" : bytes / MEBIBYTE + "MiB";
    }
    return bytes % GIGABYTE == 0 ? bytes / GIGABYTE + "GB" : bytes / MEGABYTE + "MB";
  }
}

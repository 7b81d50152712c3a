package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.fleet.plan.Action.CreateVolume;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.fleet.plan.Step;
import io.snapfleet.provider.api.VolumeSnapshot;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Refuses a plan that makes volumes of snapshots which are gone, or smaller than these need.
 *
 * @param source what the fleet is built from
 * @param copies the volumes that are made of its snapshots
 */
record VolumeCopies(SnapshotSet source, List<CreateVolume> copies) {
  static VolumeCopies of(SnapshotSet source, Plan plan) {
    return new VolumeCopies(
        source,
        plan.steps().stream()
            .map(Step::action)
            .filter(CreateVolume.class::isInstance)
            .map(CreateVolume.class::cast)
            .filter(volume -> volume.from() != null)
            .toList());
  }

  /**
   * @param snapshots those the provider has; asked only when the plan makes a volume of one
   */
  void refuse(Supplier<List<VolumeSnapshot>> snapshots) {
    if (!copies.isEmpty()) {
      Map<String, VolumeSnapshot> present =
          snapshots.get().stream()
              .collect(Collectors.toMap(one -> one.id().value(), Function.identity()));
      copies.forEach(copy -> refuse(copy, present));
    }
  }

  private void refuse(CreateVolume copy, Map<String, VolumeSnapshot> present) {
    VolumeSnapshot from = present.get(String.valueOf(copy.from()));
    if (from == null) {
      throw OperationException.badRequest(
          "volume snapshot %s of snapshot set %s is not available at the provider"
              .formatted(copy.from(), source.id()),
          "snapshot set " + source.id(),
          "build from another set ('snapfleet snapshot ls'), or remove this one");
    }
    long least = from.volumeSizeBytes();
    if (copy.sizeBytes() < whenTaken(copy.tier()) && copy.sizeBytes() < least) {
      throw OperationException.badRequest(
          "volume %s is to be made of the data of a volume of %s, which have no room on %s"
              .formatted(
                  copy.subject(), VolumeSizes.text(least), VolumeSizes.text(copy.sizeBytes())),
          VolumeSizes.key(copy.tier()),
          "write %s or more".formatted(VolumeSizes.text(least)));
    }
  }

  /** What the fleet file said, which a provider of whole GiB may have made more of. */
  private long whenTaken(TierName tier) {
    TierSpec then = source.spec().tiers().get(tier);
    return then == null ? Long.MAX_VALUE : then.volumeBytes();
  }
}

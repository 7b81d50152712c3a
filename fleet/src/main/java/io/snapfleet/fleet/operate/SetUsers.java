package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.state.Store;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who would miss a snapshot set. */
final class SetUsers {
  private final Store store;

  SetUsers(Store store) {
    this.store = store;
  }

  /**
   * Refuses the removal of a set that somebody would miss.
   *
   * @param fleets whose need counts, by name
   */
  void refuse(SnapshotSet set, Predicate<String> fleets) {
    store.fleets().stream()
        .filter(fleet -> fleets.test(fleet.name()))
        .forEach(
            fleet -> {
              refuseIfUsed(fleet, set);
              refuseIfBuilding(fleet, set);
            });
    store.snapshotSets().stream()
        .filter(other -> fleets.test(other.fleet()))
        .forEach(other -> refuseIfAdopted(other, set));
  }

  /** What a fleet is being built from it is not yet said to be built from. */
  private void refuseIfBuilding(FleetRecord fleet, SnapshotSet set) {
    boolean building =
        !fleet.name().equals(set.fleet())
            && store.leaseHolder(fleet.name()).isPresent()
            && store.runningOperations(fleet.name()).stream()
                .anyMatch(operation -> set.id().equals(operation.setId()));
    if (building) {
      throw OperationException.badRequest(
          "snapshot set %s is in use: fleet %s is being built from it"
              .formatted(set.id(), fleet.name()),
          "snapshot set " + set.id(),
          "wait until that has ended");
    }
  }

  private void refuseIfUsed(FleetRecord fleet, SnapshotSet set) {
    Set<String> images = images(set).collect(Collectors.toSet());
    boolean built = set.id().equals(fleet.setId());
    boolean lastGood =
        fleet.lastGood().values().stream().anyMatch(images::contains)
            || new LastGood(store).before(fleet).filter(set::equals).isPresent();
    if (built || lastGood) {
      throw OperationException.badRequest(
          "snapshot set %s is in use: fleet %s %s"
              .formatted(
                  set.id(), fleet.name(), built ? "is built from it" : "would roll back to it"),
          "snapshot set " + set.id(),
          "take fleet %s down, or build it from another set, and remove this one then"
              .formatted(fleet.name()));
    }
  }

  /** An adopted image has no source machine of ours, and goes with the set that took it. */
  private static void refuseIfAdopted(SnapshotSet other, SnapshotSet set) {
    Set<String> adopted =
        other.tiers().values().stream()
            .filter(image -> image.sourceMachine().isEmpty())
            .map(TierImage::image)
            .collect(Collectors.toSet());
    if (!other.id().equals(set.id()) && images(set).anyMatch(adopted::contains)) {
      throw OperationException.badRequest(
          "snapshot set %s is in use: snapshot set %s adopted images of it"
              .formatted(set.id(), other.id()),
          "snapshot set " + set.id(),
          "remove snapshot set " + other.id() + " first");
    }
  }

  private static Stream<String> images(SnapshotSet set) {
    return set.tiers().values().stream().map(TierImage::image);
  }
}

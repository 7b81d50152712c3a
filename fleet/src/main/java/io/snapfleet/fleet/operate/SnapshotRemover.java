package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Provider;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Removes a snapshot set that nothing needs any more. Thread-safe. */
final class SnapshotRemover {
  private final Surroundings surroundings;
  private final Store store;

  SnapshotRemover(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.store = surroundings.store();
  }

  void remove(SnapshotSet set, ProgressListener listener) {
    try (FleetLease lease = store.acquire(set.fleet(), surroundings.owner());
        Provider provider = surroundings.providers().open(set.spec().provider())) {
      store.fleets().forEach(fleet -> refuseIfUsed(fleet, set));
      store.snapshotSets().forEach(other -> refuseIfAdopted(other, set));
      RunningOperation running =
          RunningOperation.begin(surroundings, lease, provider, operation(set), listener);
      running.finish(
          () -> {
            SnapshotSet deleting = set.in(SnapshotSet.State.DELETING);
            lease.saveSnapshotSet(deleting);
            new SnapshotLeftovers(surroundings, lease, provider, running.calls()).remove(deleting);
            return set;
          });
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
          "take the fleet down, or build it from another set, and remove this one then");
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

  private Operation operation(SnapshotSet set) {
    return surroundings
        .operation(set.fleet(), Operation.Kind.REMOVE_SNAPSHOT, "set " + set.id())
        .with(null, set.id());
  }
}

package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.state.Store;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What a fleet last served from, before what it is built from now. Thread-safe. */
final class LastGood {
  private static final Set<Operation.Kind> BUILDING =
      EnumSet.of(
          Operation.Kind.DEPLOY,
          Operation.Kind.SCALE,
          Operation.Kind.ROLL,
          Operation.Kind.ROLLBACK);

  private final Store store;

  LastGood(Store store) {
    this.store = store;
  }

  /**
   * The snapshot set that the fleet served from before the one it is built from now, since it was
   * last brought up.
   */
  Optional<SnapshotSet> before(FleetRecord fleet) {
    return store.operations(fleet.name()).stream()
        .filter(operation -> operation.status() == Operation.Status.DONE)
        .takeWhile(operation -> operation.kind() != Operation.Kind.DESTROY)
        .filter(operation -> BUILDING.contains(operation.kind()))
        .map(Operation::setId)
        .filter(Objects::nonNull)
        .filter(setId -> !setId.equals(fleet.setId()))
        .flatMap(setId -> complete(setId).stream())
        .findFirst();
  }

  private Optional<SnapshotSet> complete(String setId) {
    return store.snapshotSets().stream()
        .filter(set -> set.state() == SnapshotSet.State.COMPLETE)
        .filter(set -> set.id().equals(setId))
        .findFirst();
  }
}

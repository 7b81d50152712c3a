package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Provider;

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
      new SetUsers(store).refuse(set, fleet -> true);
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

  private Operation operation(SnapshotSet set) {
    return surroundings
        .operation(set.fleet(), Operation.Kind.REMOVE_SNAPSHOT, "set " + set.id())
        .with(null, set.id());
  }
}

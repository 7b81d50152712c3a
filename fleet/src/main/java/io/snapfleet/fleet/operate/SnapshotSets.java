package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.state.Store;
import java.util.List;

/** Finds snapshot sets by the beginning of their id. */
final class SnapshotSets {
  private static final IdPrefix PREFIX =
      new IdPrefix(
          "a",
          "snapshot set",
          "the snapshot set's id",
          "'snapfleet snapshot ls' lists the sets there are");

  private final Store store;

  SnapshotSets(Store store) {
    this.store = store;
  }

  /** The one complete set whose id begins with {@code prefix}. */
  SnapshotSet find(String prefix) {
    List<SnapshotSet> complete =
        store.snapshotSets().stream()
            .filter(set -> set.state() == SnapshotSet.State.COMPLETE)
            .toList();
    return PREFIX.find(prefix, complete, SnapshotSet::id);
  }
}

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
    return PREFIX.find(prefix, complete(), SnapshotSet::id);
  }

  /** The same, or one whose removal was cut off. */
  SnapshotSet findToRemove(String prefix) {
    return PREFIX.find(
        prefix, in(SnapshotSet.State.COMPLETE, SnapshotSet.State.DELETING), SnapshotSet::id);
  }

  /** Whether there is a complete set of this whole id. */
  boolean has(String id) {
    return complete().stream().anyMatch(set -> set.id().equals(id));
  }

  /** A set may have been removed while its images were tried and the plan was asked for. */
  void requireStillThere(SnapshotSet set) {
    if (!has(set.id())) {
      throw OperationException.badRequest(
          "snapshot set %s was removed meanwhile".formatted(set.id()),
          "snapshot set " + set.id(),
          "run the command again with what there is now: 'snapfleet snapshot ls'");
    }
  }

  private List<SnapshotSet> complete() {
    return in(SnapshotSet.State.COMPLETE);
  }

  private List<SnapshotSet> in(SnapshotSet.State... states) {
    return store.snapshotSets().stream()
        .filter(set -> List.of(states).contains(set.state()))
        .toList();
  }
}

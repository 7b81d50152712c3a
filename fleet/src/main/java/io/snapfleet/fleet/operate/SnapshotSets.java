package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.state.Store;
import java.util.List;
import java.util.stream.Collectors;

/** Finds snapshot sets by the beginning of their id. */
final class SnapshotSets {
  private static final int SHORTEST_PREFIX = 4;

  private final Store store;

  SnapshotSets(Store store) {
    this.store = store;
  }

  /** The one complete set whose id begins with {@code prefix}. */
  SnapshotSet find(String prefix) {
    if (prefix.length() < SHORTEST_PREFIX) {
      throw refused(
          "'%s' is too short for a snapshot set: give at least its first %d characters"
              .formatted(prefix, SHORTEST_PREFIX));
    }
    List<SnapshotSet> matching =
        store.snapshotSets().stream()
            .filter(set -> set.state() == SnapshotSet.State.COMPLETE)
            .filter(set -> set.id().startsWith(prefix))
            .toList();
    return switch (matching.size()) {
      case 1 -> matching.getFirst();
      case 0 -> throw refused("no snapshot set begins with '" + prefix + "'");
      default ->
          throw refused(
              "'%s' is the beginning of more than one snapshot set: %s"
                  .formatted(
                      prefix,
                      matching.stream().map(SnapshotSet::id).collect(Collectors.joining(", "))));
    };
  }

  private static OperationException refused(String what) {
    return OperationException.badRequest(
        what, "the snapshot set's id", "'snapfleet snapshot ls' lists the sets there are");
  }
}

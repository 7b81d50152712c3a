package io.snapfleet.vault.maintain;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.store.Backend.Leftover;
import java.util.List;
import java.util.Set;

/**
 * What a prune does, or did.
 *
 * @param unindexed packs that no index lists, which are deleted first
 * @param removed packs of which nothing is needed
 * @param repacked packs of which the needed blobs are copied, before they are deleted
 * @param missing packs that an index lists, that are not there, and of which nothing is needed
 * @param leftovers of killed writers
 * @param usedBytes of blobs that snapshots need
 * @param freedBytes that are no longer taken afterwards, about
 * @param copiedBytes that are written again
 * @param unusedBytesLeft in packs that stay as they are
 */
public record PrunePlan(
    Set<Id> unindexed,
    Set<Id> removed,
    Set<Id> repacked,
    Set<Id> missing,
    List<Leftover> leftovers,
    long usedBytes,
    long freedBytes,
    long copiedBytes,
    long unusedBytesLeft) {

  public PrunePlan {
    unindexed = Set.copyOf(unindexed);
    removed = Set.copyOf(removed);
    repacked = Set.copyOf(repacked);
    missing = Set.copyOf(missing);
    leftovers = List.copyOf(leftovers);
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return unindexed.isEmpty()
        && removed.isEmpty()
        && repacked.isEmpty()
        && missing.isEmpty()
        && leftovers.isEmpty();
  }
}

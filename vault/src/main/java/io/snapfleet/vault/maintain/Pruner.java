package io.snapfleet.vault.maintain;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.PackedBlob;
import io.snapfleet.vault.maintain.PrunePlanner.Prepared;
import io.snapfleet.vault.repository.BlobSink;
import io.snapfleet.vault.repository.LockKind;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.repository.RepositoryLock;
import io.snapfleet.vault.store.Backend;
import io.snapfleet.vault.store.Backend.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Removes what no snapshot needs. Everything that is kept is stored anew and listed before anything
 * old is deleted, so that being killed at any moment leaves a valid repository, which the next
 * prune finishes.
 */
public final class Pruner {
  private final Repository repository;

  private Pruner(Repository repository) {
    this.repository = repository;
  }

  /** What a prune would do now. Throws {@link UnsoundRepositoryException} as a prune would. */
  public static PrunePlan plan(Repository repository, PruneOptions options) {
    try (RepositoryLock lock = repository.lock(LockKind.SHARED, options.patience())) {
      return new PrunePlanner(repository, options).prepare().plan();
    }
  }

  /**
   * Prunes, alone in the repository, and says what it did. Throws {@link
   * UnsoundRepositoryException} and deletes nothing when something is missing that a snapshot
   * needs.
   */
  public static PrunePlan prune(Repository repository, PruneOptions options) {
    try (RepositoryLock lock = repository.lock(LockKind.EXCLUSIVE, options.patience())) {
      Prepared prepared = new PrunePlanner(repository, options).prepare();
      new Pruner(repository).carryOut(prepared);
      return prepared.plan();
    }
  }

  private void carryOut(Prepared prepared) {
    PrunePlan plan = prepared.plan();
    deleteUnlisted(plan);
    copy(prepared.blobsToCopy());
    Set<Id> unwanted = new HashSet<>(plan.removed());
    unwanted.addAll(plan.repacked());
    unwanted.addAll(plan.missing());
    if (!unwanted.isEmpty()) {
      IndexContent index = indexNow();
      refuseLoss(index, unwanted, prepared.needed());
      new PackRemoval(repository).remove(index, unwanted);
    }
  }

  /** What nothing lists can go at once: we are alone, so no writer is about to list it. */
  private void deleteUnlisted(PrunePlan plan) {
    Backend backend = repository.backend();
    Parallel.forEach(plan.unindexed(), pack -> repository.delete(Kind.DATA, pack));
    Parallel.forEach(plan.leftovers(), backend::deleteLeftover);
  }

  private void copy(Map<Id, List<PackedBlob>> blobsToCopy) {
    if (blobsToCopy.isEmpty()) {
      return;
    }
    try (BlobSink sink = repository.write()) {
      Parallel.forEachOnProcessors(
          blobsToCopy.entrySet(),
          pack ->
              repository.readPack(
                  pack.getKey(),
                  pack.getValue(),
                  (blob, content, offset) ->
                      sink.saveAgain(blob.kind(), content, offset, blob.plainLength(), blob.id())));
      sink.flush();
    }
  }

  private IndexContent indexNow() {
    return IndexContent.read(
        repository,
        (file, why) -> {
          throw why;
        });
  }

  /** Looks once more, in the index as it is stored, that all that is needed lies elsewhere. */
  private void refuseLoss(IndexContent index, Set<Id> unwanted, BlobCounts needed) {
    BlobCounts elsewhere = new BlobCounts();
    index
        .packs()
        .forEach(
            (pack, blobs) -> {
              if (!unwanted.contains(pack)) {
                addNeeded(elsewhere, blobs, needed);
              }
            });
    if (elsewhere.size() != needed.size()) {
      throw new IllegalStateException(
          "Nothing was deleted: %d blobs that snapshots need would be lost. Please report this."
              .formatted(needed.size() - elsewhere.size()));
    }
  }

  private static void addNeeded(BlobCounts elsewhere, List<PackedBlob> blobs, BlobCounts needed) {
    for (PackedBlob blob : blobs) {
      if (needed.contains(blob.kind(), blob.id())) {
        elsewhere.add(blob.kind(), blob.id());
      }
    }
  }
}

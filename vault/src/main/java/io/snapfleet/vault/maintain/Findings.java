package io.snapfleet.vault.maintain;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.store.Backend;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Gathers findings from many threads and words each of them. */
final class Findings {
  static final String REPAIR_INDEX = "Run `vault repair index`.";
  private static final String REPAIR_PACKS =
      "Run `vault repair packs` to save its other blobs, then back up again, or run `vault repair snapshots`.";
  private static final String REPAIR_SNAPSHOTS =
      "Run `vault repair index` in case its pack is there; else back up again, or run `vault repair snapshots`.";

  private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();

  List<Finding> sorted() {
    return findings.stream()
        .sorted(Comparator.comparing(Finding::kind).thenComparing(Finding::file))
        .toList();
  }

  void damagedSnapshot(String name, RuntimeException why) {
    add(
        Finding.Kind.SNAPSHOT_DAMAGED,
        "snapshots/" + name,
        "The snapshot %s cannot be read: %s".formatted(name, why.getMessage()),
        "Remove it with `vault repair snapshots`; the data of other snapshots is not concerned.");
  }

  void damagedIndex(Id index, RuntimeException why) {
    add(
        Finding.Kind.INDEX_DAMAGED,
        "index/" + index.hex(),
        "The index %s cannot be read: %s".formatted(index.hex(), why.getMessage()),
        REPAIR_INDEX);
  }

  void damagedLock(Id lock, RuntimeException why) {
    add(
        Finding.Kind.LOCK_DAMAGED,
        "locks/" + lock.hex(),
        "The lock %s cannot be read: %s".formatted(lock.hex(), why.getMessage()),
        "Run `vault unlock --remove-all` when nothing uses the repository.");
  }

  void missingPack(Id pack) {
    add(
        Finding.Kind.PACK_MISSING,
        file(pack),
        "The pack %s is in an index but not in the repository.".formatted(pack.hex()),
        "Bring the file back, or run `vault repair index` and then `vault repair snapshots`.");
  }

  void wrongSize(Id pack, long expected, long size) {
    add(
        Finding.Kind.PACK_WRONG_SIZE,
        file(pack),
        "The pack %s has %d bytes where the index needs %d.".formatted(pack.hex(), size, expected),
        REPAIR_PACKS);
  }

  void damagedPack(Id pack, String why) {
    add(
        Finding.Kind.PACK_DAMAGED,
        file(pack),
        "The pack %s is damaged: %s".formatted(pack.hex(), why),
        REPAIR_PACKS);
  }

  void missingBlob(String blob, String neededBy) {
    add(
        Finding.Kind.BLOB_MISSING,
        neededBy,
        "The %s, which %s needs, is in no index.".formatted(blob, neededBy),
        REPAIR_SNAPSHOTS);
  }

  void damagedTree(Id tree, String neededBy, RuntimeException why) {
    add(
        Finding.Kind.TREE_DAMAGED,
        neededBy,
        "The tree %s, which %s needs, cannot be read: %s"
            .formatted(tree.hex(), neededBy, why.getMessage()),
        REPAIR_SNAPSHOTS);
  }

  void unindexedPack(Id pack, long size) {
    add(
        Finding.Kind.PACK_UNINDEXED,
        file(pack),
        "The pack %s of %d bytes is in no index; a backup is at work or was killed."
            .formatted(pack.hex(), size),
        "Nothing is lost; `vault prune` removes it.");
  }

  void leftover(Backend.Leftover leftover) {
    add(
        Finding.Kind.LEFTOVER,
        leftover.name(),
        "%s is what a killed writer left.".formatted(leftover.name()),
        "Nothing is lost; `vault prune` removes it.");
  }

  private static String file(Id pack) {
    return "data/%s/%s".formatted(pack.hex().substring(0, 2), pack.hex());
  }

  private void add(Finding.Kind kind, String file, String message, String fix) {
    findings.add(new Finding(kind, file, message, fix));
  }
}

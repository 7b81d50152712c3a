package io.snapfleet.vault.tree;

import java.util.concurrent.atomic.LongAdder;

/** Counts what an archive finds. Thread-safe. */
final class ArchiveTally {
  private final LongAdder filesNew = new LongAdder();
  private final LongAdder filesChanged = new LongAdder();
  private final LongAdder filesUnmodified = new LongAdder();
  private final LongAdder directoriesNew = new LongAdder();
  private final LongAdder directoriesChanged = new LongAdder();
  private final LongAdder directoriesUnmodified = new LongAdder();

  void file(boolean existed, boolean unmodified) {
    (unmodified ? filesUnmodified : existed ? filesChanged : filesNew).increment();
  }

  void directory(boolean existed, boolean unmodified) {
    (unmodified ? directoriesUnmodified : existed ? directoriesChanged : directoriesNew)
        .increment();
  }

  ArchiveCounts counts(long bytes) {
    return new ArchiveCounts(
        filesNew.sum(),
        filesChanged.sum(),
        filesUnmodified.sum(),
        directoriesNew.sum(),
        directoriesChanged.sum(),
        directoriesUnmodified.sum(),
        bytes);
  }
}

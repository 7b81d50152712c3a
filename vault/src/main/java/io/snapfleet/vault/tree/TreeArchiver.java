package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.repository.BlobSink;
import io.snapfleet.vault.repository.Repository;
import org.jspecify.annotations.Nullable;

/** Archives trees of files. Thread-safe. */
public final class TreeArchiver {
  private final Repository repository;
  private final int threads;

  /**
   * @param threads how many read, hash, compress and encrypt at the same time; usually the cores
   */
  public TreeArchiver(Repository repository, int threads) {
    this.repository = repository;
    this.threads = threads;
  }

  /**
   * Archives a source and returns its tree, which counts once the sink is flushed. What cannot be
   * read is left out and reported.
   *
   * @param parent the tree of an earlier archive of the same source: what has not changed since is
   *     taken from it unread; null to read everything
   * @param notes of the same source; to be saved once the sink is flushed
   */
  public ArchivedTree archive(
      TreeSource source,
      @Nullable Id parent,
      DirectoryNotes notes,
      BlobSink sink,
      Progress.Listener listener) {
    try (ArchiveRun run = new ArchiveRun(repository, sink, notes, threads, listener)) {
      return run.archive(source, parent);
    }
  }
}

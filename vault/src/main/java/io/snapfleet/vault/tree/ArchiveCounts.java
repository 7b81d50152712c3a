package io.snapfleet.vault.tree;

/** How many files and directories are new, changed or as they were, and all files' bytes. */
public record ArchiveCounts(
    long filesNew,
    long filesChanged,
    long filesUnmodified,
    long directoriesNew,
    long directoriesChanged,
    long directoriesUnmodified,
    long bytes) {

  public long files() {
    return filesNew + filesChanged + filesUnmodified;
  }
}

package io.snapfleet.vault.maintain;

/**
 * Something about a repository that is not as it should be.
 *
 * @param file the file it is about, relative to the repository, such as {@code data/ab/ab12...}
 * @param message one sentence on what is wrong
 * @param fix what to do about it
 */
public record Finding(Kind kind, String file, String message, String fix) {

  /** What can be wrong, and whether data is at risk. */
  public enum Kind {
    SNAPSHOT_DAMAGED(true),
    INDEX_DAMAGED(true),
    /** An index lists a pack that is not there. */
    PACK_MISSING(true),
    /** A pack is longer or shorter than its blobs. */
    PACK_WRONG_SIZE(true),
    /** A pack's bytes do not match its name, or its header or a blob does not open. */
    PACK_DAMAGED(true),
    /** A snapshot needs a blob that no index lists. */
    BLOB_MISSING(true),
    /** A directory's listing cannot be read. */
    TREE_DAMAGED(true),
    /** A lock that cannot be read. */
    LOCK_DAMAGED(true),
    /** A pack that no index lists: of a writer that was killed or is at work. */
    PACK_UNINDEXED(false),
    /** What a killed writer left. */
    LEFTOVER(false);

    private final boolean error;

    Kind(boolean error) {
      this.error = error;
    }

    /** Whether data is lost or at risk; otherwise it is only room that is wasted. */
    public boolean isError() {
      return error;
    }
  }
}

package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.NodeKind;
import io.snapfleet.vault.format.RawText;
import java.io.IOException;
import java.util.List;

/**
 * Something to archive: a local file, one on another machine, or what a command prints. Used by one
 * thread at a time. A file that is gone meanwhile throws {@link java.io.FileNotFoundException} or
 * another exception of the file system; that leaves it out and is reported.
 */
public interface SourceEntry {
  RawText name();

  NodeKind kind();

  /** Where it is, for messages. */
  String path();

  /** How many bytes a file has; -1 when that shows only in reading. */
  long size();

  /** Whether the node of an earlier archive describes it in everything, content included. */
  boolean isDescribedBy(Node previous);

  /** Whether its content is sure to be that of an earlier archive, so that it need not be read. */
  boolean hasContentOf(Node previous);

  /**
   * Adds to a listing's hash all that {@link #isDescribedBy} and {@link #hasContentOf} go by; false
   * when an equal hash would not tell that nothing has changed.
   */
  default boolean addTo(ListingHash hash) {
    return false;
  }

  /** Its description without content and subtree. Lesser troubles are reported as problems. */
  Node describe(Problems problems) throws IOException;

  /** What a directory holds, in any order, without what is not to be archived. */
  List<SourceEntry> children(Problems problems) throws IOException;

  SourceContent open() throws IOException;
}

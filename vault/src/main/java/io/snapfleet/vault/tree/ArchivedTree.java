package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.Id;
import java.util.List;

/**
 * What archiving came to.
 *
 * @param problems what was left out or changed while it was read; then the archive is partial
 */
public record ArchivedTree(Id tree, ArchiveCounts counts, List<Problem> problems) {
  public ArchivedTree {
    problems = List.copyOf(problems);
  }

  public boolean isPartial() {
    return !problems.isEmpty();
  }
}

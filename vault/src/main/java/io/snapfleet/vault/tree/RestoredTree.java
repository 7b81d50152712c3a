package io.snapfleet.vault.tree;

import java.util.List;

/**
 * What restoring came to.
 *
 * @param problems what could not be restored, or not wholly; none means all is as it was
 */
public record RestoredTree(long files, long bytes, List<Problem> problems) {
  public RestoredTree {
    problems = List.copyOf(problems);
  }

  public boolean isPartial() {
    return !problems.isEmpty();
  }
}

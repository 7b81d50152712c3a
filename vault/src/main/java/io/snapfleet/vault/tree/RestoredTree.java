package io.snapfleet.vault.tree;

import java.util.List;

/**
 * What restoring came to.
 *
 * @param files how many there are now of those that were asked for, kept ones among them
 * @param bytes what they hold
 * @param kept files that were there already with their content, which was left alone
 * @param problems what could not be restored, or not wholly; none means all is as it was
 */
public record RestoredTree(long files, long bytes, long kept, List<Problem> problems) {
  public RestoredTree {
    problems = List.copyOf(problems);
  }

  public boolean isPartial() {
    return !problems.isEmpty();
  }
}

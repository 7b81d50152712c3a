package io.snapfleet.vault.api;

import io.snapfleet.vault.tree.Problem;
import java.nio.file.Path;
import java.util.List;

/**
 * What restoring a snapshot came to.
 *
 * @param place the directory that a tree was restored to; the file or device of an image
 * @param files how many there are now of those that were asked for, kept ones among them
 * @param bytes what they hold
 * @param kept files that were there already with their content
 * @param problems what could not be restored, or not wholly; at most some of an image's
 */
public record RestoredSnapshot(
    Path place, long files, long bytes, long kept, List<Problem> problems) {
  public RestoredSnapshot {
    problems = List.copyOf(problems);
  }

  /** Whether all is there that should be. */
  public boolean isWhole() {
    return problems.isEmpty();
  }
}

package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.Id;
import java.nio.file.Path;
import java.util.List;

/**
 * What is restored where.
 *
 * @param tree the snapshot's tree
 * @param path a directory in it whose content is restored to the target itself, or a file; {@code
 *     /} restores everything under its full path
 * @param includes patterns, as {@link ExcludeRules} has them, of which a path must match one; none
 *     selects everything
 * @param sparse whether long runs of zeros become holes
 * @param verify whether all that was written is read again and compared
 */
public record RestoreRequest(
    Id tree, String path, Path target, List<String> includes, boolean sparse, boolean verify) {
  public RestoreRequest {
    includes = List.copyOf(includes);
  }

  /** Everything, as it was. */
  public static RestoreRequest everything(Id tree, Path target) {
    return new RestoreRequest(tree, "/", target, List.of(), false, false);
  }

  public RestoreRequest withPath(String other) {
    return new RestoreRequest(tree, other, target, includes, sparse, verify);
  }

  public RestoreRequest withIncludes(List<String> patterns) {
    return new RestoreRequest(tree, path, target, patterns, sparse, verify);
  }

  public RestoreRequest sparsely() {
    return new RestoreRequest(tree, path, target, includes, true, verify);
  }

  public RestoreRequest verified() {
    return new RestoreRequest(tree, path, target, includes, sparse, true);
  }
}

package io.snapfleet.vault.tree;

import java.util.List;

/** What one archive is made of. */
public interface TreeSource {
  /** What stands at the top of the tree. */
  List<SourceEntry> top();

  /** The paths the snapshot is said to be of. */
  List<String> paths();

  /** The rules by which things were left out, as the snapshot records them. */
  List<String> excludes();
}

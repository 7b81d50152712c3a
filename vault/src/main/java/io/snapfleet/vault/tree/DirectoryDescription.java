package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.Node;
import java.io.IOException;

/** How a directory above the archived roots is described. */
interface DirectoryDescription {
  Node describe(Problems problems) throws IOException;

  boolean isDescribedBy(Node previous);
}

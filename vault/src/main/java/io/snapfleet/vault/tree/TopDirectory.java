package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.NodeKind;
import io.snapfleet.vault.format.RawText;
import java.io.IOException;
import java.util.List;

/** The nameless directory at the top of a tree, of which only the listing is kept. */
record TopDirectory(TreeSource source) implements SourceEntry {
  @Override
  public RawText name() {
    return RawText.of("");
  }

  @Override
  public NodeKind kind() {
    return NodeKind.DIRECTORY;
  }

  @Override
  public String path() {
    return "/";
  }

  @Override
  public long size() {
    return 0;
  }

  @Override
  public boolean isDescribedBy(Node previous) {
    return false;
  }

  @Override
  public boolean hasContentOf(Node previous) {
    return false;
  }

  @Override
  public Node describe(Problems problems) throws IOException {
    throw new IOException("the top of a tree has no description");
  }

  @Override
  public List<SourceEntry> children(Problems problems) {
    return source.top();
  }

  @Override
  public SourceContent open() throws IOException {
    throw new IOException("the top of a tree is a directory");
  }
}

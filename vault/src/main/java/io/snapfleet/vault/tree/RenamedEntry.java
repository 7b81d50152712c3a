package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.NodeKind;
import io.snapfleet.vault.format.RawText;
import java.io.IOException;
import java.util.List;

/** An entry under another name than its own. */
record RenamedEntry(RawText name, SourceEntry entry) implements SourceEntry {
  @Override
  public NodeKind kind() {
    return entry.kind();
  }

  @Override
  public String path() {
    return entry.path();
  }

  @Override
  public long size() {
    return entry.size();
  }

  @Override
  public boolean isDescribedBy(Node previous) {
    return entry.isDescribedBy(previous);
  }

  @Override
  public boolean hasContentOf(Node previous) {
    return entry.hasContentOf(previous);
  }

  @Override
  public Node describe(Problems problems) throws IOException {
    return entry.describe(problems).withName(name);
  }

  @Override
  public List<SourceEntry> children(Problems problems) throws IOException {
    return entry.children(problems);
  }

  @Override
  public SourceContent open() throws IOException {
    return entry.open();
  }
}

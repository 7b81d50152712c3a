package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.NodeBuilder;
import io.snapfleet.vault.format.NodeKind;
import io.snapfleet.vault.format.RawText;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/**
 * A file that exists only as a stream, such as a database's dump. It is always read; content that
 * was there before is still stored once.
 */
public final class StreamEntry implements SourceEntry {
  private static final int PERMISSIONS = 0600;

  private final RawText name;
  private final Instant moment;
  private final StreamOpener opener;

  /** Opens the stream; called once. The stream's end must mean that it is whole. */
  @FunctionalInterface
  public interface StreamOpener {
    InputStream open() throws IOException;
  }

  public StreamEntry(String name, Instant moment, StreamOpener opener) {
    this.name = RawText.of(name);
    this.moment = moment;
    this.opener = opener;
  }

  @Override
  public RawText name() {
    return name;
  }

  @Override
  public NodeKind kind() {
    return NodeKind.FILE;
  }

  @Override
  public String path() {
    return name.text();
  }

  @Override
  public long size() {
    return -1;
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
  public Node describe(Problems problems) {
    return new NodeBuilder(name, NodeKind.FILE)
        .mode(PERMISSIONS)
        .times(moment, moment, moment)
        .owner(0, "root")
        .group(0, "root")
        .links(1)
        .build();
  }

  @Override
  public List<SourceEntry> children(Problems problems) {
    return List.of();
  }

  @Override
  public SourceContent open() throws IOException {
    InputStream stream = opener.open();
    return new SourceContent() {
      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return stream.read(buffer, offset, length);
      }

      @Override
      public boolean changedMeanwhile() {
        return false;
      }

      @Override
      public void close() throws IOException {
        stream.close();
      }
    };
  }
}

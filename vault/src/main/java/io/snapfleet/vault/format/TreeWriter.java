package io.snapfleet.vault.format;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Writes a tree's bytes, node by node in the order of their names. Not thread-safe. */
public final class TreeWriter {
  private final JsonWriter out = new JsonWriter(8192);
  private final ZoneId zone;
  private @Nullable RawText last;

  /**
   * @param zone in which the times are written, as restic does it in the machine's own; the same
   *     moments in another zone make another tree
   */
  public TreeWriter(ZoneId zone) {
    this.zone = zone;
    out.beginObject().field("nodes").beginArray();
  }

  public TreeWriter add(Node node) {
    if (last != null && last.compareTo(node.name()) >= 0) {
      throw new FormatException(
          "a tree's names must ascend: " + last.text() + " before " + node.name().text());
    }
    NodeFormat.write(out, node, zone);
    last = node.name();
    return this;
  }

  /** The whole tree; nothing can be added after it. */
  public byte[] finish() {
    return out.endArray().endObject().newline().bytes();
  }

  /** A tree of these nodes, which must be in order. */
  public static byte[] write(Iterable<Node> nodes, ZoneId zone) {
    TreeWriter writer = new TreeWriter(zone);
    nodes.forEach(writer::add);
    return writer.finish();
  }
}

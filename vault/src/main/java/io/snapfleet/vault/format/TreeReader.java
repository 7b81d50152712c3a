package io.snapfleet.vault.format;

import java.util.ArrayList;
import java.util.List;

/** Reads a tree's bytes. */
public final class TreeReader {
  private TreeReader() {}

  /**
   * The tree's nodes in their order. Names that no directory can hold and names out of order are
   * refused, so that whoever restores cannot be led out of the target.
   */
  public static List<Node> read(byte[] tree) {
    return read(tree, 0, tree.length);
  }

  public static List<Node> read(byte[] tree, int offset, int length) {
    JsonReader in = new JsonReader(tree, offset, offset + length);
    List<Node> nodes = new ArrayList<>();
    in.beginObject();
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      if (!field.equals("nodes")) {
        in.skip();
      } else if (!in.skipNull()) {
        readNodes(in, nodes);
      }
    }
    in.end();
    return nodes;
  }

  private static void readNodes(JsonReader in, List<Node> nodes) {
    in.beginArray();
    while (in.nextElement()) {
      Node node = NodeFormat.read(in);
      refuseUnsafe(node.name());
      if (!nodes.isEmpty() && nodes.getLast().name().compareTo(node.name()) >= 0) {
        throw new FormatException("a tree's names do not ascend at " + shown(node.name()));
      }
      nodes.add(node);
    }
  }

  private static void refuseUnsafe(RawText name) {
    String text = name.latin1();
    if (text.isEmpty()
        || text.equals(".")
        || text.equals("..")
        || text.indexOf('/') >= 0
        || text.indexOf('\0') >= 0) {
      throw new FormatException("a tree has a name that no file can have: " + shown(name));
    }
  }

  private static String shown(RawText name) {
    return Shown.shortened(name.text());
  }
}

package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.RawText;
import io.snapfleet.vault.format.TreeReader;
import io.snapfleet.vault.repository.Repository;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Looks into trees without restoring them. */
public final class TreeWalker {
  private TreeWalker() {}

  /** Takes the entries of a tree, each directory before what it holds. */
  @FunctionalInterface
  public interface Visitor {
    void visit(String path, Node node);
  }

  /** Gives every entry below a path to the visitor; of a file, the file itself. */
  public static void walk(Repository repository, Id tree, String path, Visitor visitor)
      throws IOException {
    String clean = clean(path);
    if (clean.isEmpty()) {
      walk(repository, nodes(repository, tree), "", visitor);
      return;
    }
    Node node = node(repository, tree, clean);
    visitor.visit(clean, node);
    below(repository, node, clean, visitor);
  }

  private static void walk(Repository repository, List<Node> nodes, String path, Visitor visitor) {
    for (Node node : nodes) {
      String child = path + "/" + node.name().text();
      visitor.visit(child, node);
      below(repository, node, child, visitor);
    }
  }

  private static void below(Repository repository, Node node, String path, Visitor visitor) {
    if (node.subtree() != null) {
      walk(repository, nodes(repository, node.subtree()), path, visitor);
    }
  }

  /** Writes a file's content. */
  public static void dump(Repository repository, Id tree, String path, OutputStream out)
      throws IOException {
    Node node = node(repository, tree, clean(path));
    IdList content = node.content();
    if (!node.isFile() || content == null) {
      throw new IOException(path + " is no file in the snapshot, but a " + node.kind().word());
    }
    for (Id blob : content) {
      out.write(repository.load(BlobKind.DATA, blob));
    }
  }

  /** The entries of a directory in the tree; of another thing, itself. */
  static List<Node> find(Repository repository, Id tree, String path) throws IOException {
    String clean = clean(path);
    if (clean.isEmpty()) {
      return nodes(repository, tree);
    }
    Node node = node(repository, tree, clean);
    return node.subtree() == null ? List.of(node) : nodes(repository, node.subtree());
  }

  /** What is at a path of the tree. */
  public static Node node(Repository repository, Id tree, String path) throws IOException {
    List<Node> nodes = nodes(repository, tree);
    Node found = null;
    for (String part : clean(path).substring(1).split("/")) {
      if (found != null) {
        nodes = found.subtree() == null ? List.of() : nodes(repository, found.subtree());
      }
      RawText name = RawText.of(part);
      found = nodes.stream().filter(node -> node.name().equals(name)).findFirst().orElse(null);
      if (found == null) {
        throw new FileNotFoundException("The snapshot holds no " + path + ".");
      }
    }
    if (found == null) {
      throw new FileNotFoundException("The snapshot holds no " + path + ".");
    }
    return found;
  }

  static List<Node> nodes(Repository repository, Id tree) {
    return TreeReader.read(repository.load(BlobKind.TREE, tree));
  }

  /** With a slash before each part and none at the end; the top is empty. */
  private static String clean(String path) {
    StringBuilder clean = new StringBuilder();
    for (String part : path.split("/")) {
      if (!part.isEmpty() && !part.equals(".")) {
        clean.append('/').append(part);
      }
    }
    return clean.toString();
  }
}

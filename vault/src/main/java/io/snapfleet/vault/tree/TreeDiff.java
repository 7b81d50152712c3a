package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.RawText;
import io.snapfleet.vault.repository.Repository;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two trees. Directories with the same tree are not looked into, so that
 * comparing a backup with the one before costs what has changed.
 */
public final class TreeDiff {
  private final Repository repository;
  private final Visitor visitor;

  private TreeDiff(Repository repository, Visitor visitor) {
    this.repository = repository;
    this.visitor = visitor;
  }

  /** An entry that differs: gone, new, or another than before. */
  public sealed interface Change {
    String path();

    /** In the second tree alone; of a directory, all below it follows. */
    record Added(String path, Node node) implements Change {}

    /** In the first tree alone; of a directory, all below it follows. */
    record Removed(String path, Node node) implements Change {}

    /**
     * In both, with another description or content.
     *
     * @param content whether the content, the kind or a link's target differs
     */
    record Changed(String path, Node before, Node after, boolean content) implements Change {}
  }

  /** Takes changes in the order of paths. */
  @FunctionalInterface
  public interface Visitor {
    void visit(Change change);
  }

  /** Compares what two trees hold. */
  public static void between(Repository repository, Id before, Id after, Visitor visitor) {
    new TreeDiff(repository, visitor).compare(before, after, "");
  }

  private void compare(@Nullable Id before, @Nullable Id after, String path) {
    if (Objects.equals(before, after)) {
      return;
    }
    List<Node> old = nodes(before);
    List<Node> now = nodes(after);
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      int order = order(old, i, now, j);
      if (order < 0) {
        removed(old.get(i++), path);
      } else if (order > 0) {
        added(now.get(j++), path);
      } else {
        both(old.get(i++), now.get(j++), path);
      }
    }
  }

  private static int order(List<Node> old, int i, List<Node> now, int j) {
    if (i == old.size()) {
      return 1;
    }
    return j == now.size() ? -1 : old.get(i).name().compareTo(now.get(j).name());
  }

  private void removed(Node node, String path) {
    String child = below(path, node.name());
    visitor.visit(new Change.Removed(child, node));
    compare(node.subtree(), null, child);
  }

  private void added(Node node, String path) {
    String child = below(path, node.name());
    visitor.visit(new Change.Added(child, node));
    compare(null, node.subtree(), child);
  }

  private void both(Node old, Node now, String path) {
    String child = below(path, now.name());
    boolean content = differsInContent(old, now);
    if (content || !describeAlike(old, now)) {
      visitor.visit(new Change.Changed(child, old, now, content));
    }
    compare(old.subtree(), now.subtree(), child);
  }

  private static boolean differsInContent(Node old, Node now) {
    return old.kind() != now.kind()
        || old.device() != now.device()
        || !Objects.equals(old.content(), now.content())
        || !Objects.equals(old.linkTarget(), now.linkTarget());
  }

  /** Whether what a restore would set is the same; where a file lay on its disk does not count. */
  private static boolean describeAlike(Node old, Node now) {
    return old.mode() == now.mode()
        && old.uid() == now.uid()
        && old.gid() == now.gid()
        && old.mtime().equals(now.mtime())
        && old.attributes().equals(now.attributes());
  }

  private List<Node> nodes(@Nullable Id tree) {
    return tree == null ? List.of() : TreeWalker.nodes(repository, tree);
  }

  private static String below(String path, RawText name) {
    return path + "/" + name.text();
  }
}

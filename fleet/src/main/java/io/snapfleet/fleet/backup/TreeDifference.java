package io.snapfleet.fleet.backup;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.TreeReader;
import io.snapfleet.vault.repository.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What two trees of a vault differ in. Subtrees that are the same are not looked into. */
final class TreeDifference {
  private final Repository repository;
  private final List<Change> changes = new ArrayList<>();

  private TreeDifference(Repository repository) {
    this.repository = repository;
  }

  /**
   * One path that is not in both trees as it is in the other.
   *
   * @param before null for what is new
   * @param after null for what is gone
   */
  record Change(String path, @Nullable Node before, @Nullable Node after) {}

  /** The changes from one tree to the other, in the order of their paths. */
  static List<Change> between(Repository repository, @Nullable Id before, @Nullable Id after) {
    TreeDifference difference = new TreeDifference(repository);
    difference.compare("", before, after);
    return difference.changes;
  }

  private void compare(String prefix, @Nullable Id before, @Nullable Id after) {
    if (Objects.equals(before, after)) {
      return;
    }
    SortedMap<String, Node> old = nodes(before);
    SortedMap<String, Node> young = nodes(after);
    SortedMap<String, Node> all = new TreeMap<>(old);
    all.putAll(young);
    all.keySet().forEach(name -> compare(prefix + name, old.get(name), young.get(name)));
  }

  private void compare(String path, @Nullable Node before, @Nullable Node after) {
    if (before == null || after == null || !isSame(before, after)) {
      changes.add(new Change(path, before, after));
    }
    compare(path + "/", subtree(before), subtree(after));
  }

  /** What a restore would do is the same; when it was looked at does not matter. */
  private static boolean isSame(Node before, Node after) {
    return before.kind() == after.kind()
        && before.mode() == after.mode()
        && before.uid() == after.uid()
        && before.gid() == after.gid()
        && before.size() == after.size()
        && Objects.equals(before.linkTarget(), after.linkTarget())
        && Objects.equals(before.content(), after.content())
        && (before.isDirectory() || before.mtime().equals(after.mtime()));
  }

  private static @Nullable Id subtree(@Nullable Node node) {
    return node == null ? null : node.subtree();
  }

  private SortedMap<String, Node> nodes(@Nullable Id tree) {
    SortedMap<String, Node> nodes = new TreeMap<>();
    if (tree != null) {
      for (Node node : TreeReader.read(repository.load(BlobKind.TREE, tree))) {
        nodes.put(node.name().latin1(), node);
      }
    }
    return nodes;
  }
}

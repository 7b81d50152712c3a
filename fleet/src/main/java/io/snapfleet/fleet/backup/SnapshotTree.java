package io.snapfleet.fleet.backup;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.TreeReader;
import io.snapfleet.vault.repository.Repository;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of one snapshot, as they are found by path. Reads trees as they are asked for. */
final class SnapshotTree {
  private final Repository repository;
  private final Id root;

  SnapshotTree(Repository repository, Id root) {
    this.repository = repository;
    this.root = root;
  }

  /** What is at a path, given as in {@link RemoteFile}. */
  Optional<Node> find(String path) {
    Id tree = root;
    Optional<Node> found = Optional.empty();
    for (String name : path.split("/")) {
      if (tree == null) {
        return Optional.empty();
      }
      found = nodes(tree).stream().filter(node -> node.name().latin1().equals(name)).findFirst();
      tree = found.map(Node::subtree).orElse(null);
      if (found.isEmpty()) {
        return found;
      }
    }
    return found;
  }

  /** All that is below a path, by its path from there; empty where nothing is. */
  SortedMap<String, Node> below(String path) {
    SortedMap<String, Node> all = new TreeMap<>();
    find(path).map(Node::subtree).ifPresent(tree -> collect(tree, "", all));
    return all;
  }

  private void collect(Id tree, String prefix, SortedMap<String, Node> into) {
    for (Node node : nodes(tree)) {
      String path = prefix + node.name().latin1();
      into.put(path, node);
      Id subtree = node.subtree();
      if (subtree != null) {
        collect(subtree, path + "/", into);
      }
    }
  }

  private List<Node> nodes(Id tree) {
    return TreeReader.read(repository.load(BlobKind.TREE, tree));
  }
}

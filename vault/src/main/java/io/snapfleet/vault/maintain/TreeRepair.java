package io.snapfleet.vault.maintain;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.FormatException;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.RawText;
import io.snapfleet.vault.format.TreeReader;
import io.snapfleet.vault.format.TreeWriter;
import io.snapfleet.vault.repository.BlobSink;
import io.snapfleet.vault.repository.DamagedException;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.store.StoreException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes trees without what is missing. Each tree is repaired once. Not thread-safe. */
final class TreeRepair {
  private static final String SUFFIX = ".repaired";

  private final Repository repository;
  private final BlobSink sink;
  private final Map<Id, Repaired> done = new HashMap<>();

  TreeRepair(Repository repository, BlobSink sink) {
    this.repository = repository;
    this.sink = sink;
  }

  /** A tree that needs nothing that is missing; the same as before when nothing was. */
  record Repaired(Id tree, List<String> changes) {}

  /** Nothing when the tree itself cannot be read. */
  Optional<Repaired> repairRoot(Id tree) {
    return read(tree).map(nodes -> repair(tree, nodes));
  }

  private Repaired repair(Id tree, List<Node> nodes) {
    @Nullable Repaired known = done.get(tree);
    if (known != null) {
      return known;
    }
    List<String> changes = new ArrayList<>();
    List<Node> repaired = nodes.stream().map(node -> repair(node, changes)).toList();
    Repaired result =
        changes.isEmpty() ? new Repaired(tree, List.of()) : new Repaired(save(repaired), changes);
    done.put(tree, result);
    return result;
  }

  private Node repair(Node node, List<String> changes) {
    if (node.isDirectory()) {
      return repairDirectory(node, changes);
    }
    @Nullable IdList content = node.content();
    return content == null ? node : repairFile(node, content, changes);
  }

  private Node repairDirectory(Node node, List<String> changes) {
    @Nullable Id subtree = node.subtree();
    Optional<List<Node>> nodes = subtree == null ? Optional.empty() : read(subtree);
    String name = node.name().text();
    if (subtree == null || nodes.isEmpty()) {
      changes.add(name + ": its listing is lost, so it is empty now");
      return node.withSubtree(save(List.of()));
    }
    Repaired repaired = repair(subtree, nodes.get());
    repaired.changes().forEach(change -> changes.add(name + "/" + change));
    return node.withSubtree(repaired.tree());
  }

  private Node repairFile(Node node, IdList content, List<String> changes) {
    IdList.Builder kept = new IdList.Builder();
    long bytes = 0;
    int lost = 0;
    for (Id blob : content) {
      int length = repository.plainLength(BlobKind.DATA, blob);
      if (length < 0) {
        lost++;
      } else {
        kept.add(blob);
        bytes += length;
      }
    }
    if (lost == 0) {
      return node;
    }
    changes.add(
        "%s: %d of %d pieces are lost; the rest is %s%s"
            .formatted(node.name().text(), lost, content.size(), node.name().text(), SUFFIX));
    return node.withContent(kept.build(), bytes).withName(repairedName(node.name()));
  }

  private static RawText repairedName(RawText name) {
    byte[] suffix = SUFFIX.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    byte[] bytes = java.util.Arrays.copyOf(name.bytes(), name.bytes().length + suffix.length);
    System.arraycopy(suffix, 0, bytes, bytes.length - suffix.length, suffix.length);
    return RawText.of(bytes);
  }

  /** Renaming may have changed the order, and may have made a name that was there already. */
  private Id save(List<Node> nodes) {
    List<Node> ordered = new ArrayList<>(nodes);
    ordered.sort(Comparator.comparing(Node::name));
    for (int at = 1; at < ordered.size(); at++) {
      while (ordered.get(at).name().compareTo(ordered.get(at - 1).name()) <= 0) {
        ordered.set(at, ordered.get(at).withName(repairedName(ordered.get(at).name())));
      }
    }
    byte[] tree = TreeWriter.write(ordered, repository.zone());
    return sink.save(BlobKind.TREE, tree, 0, tree.length);
  }

  private Optional<List<Node>> read(Id tree) {
    try {
      return Optional.of(TreeReader.read(repository.load(BlobKind.TREE, tree)));
    } catch (DamagedException | FormatException | StoreException unreadable) {
      IndexContent.refusePassing(unreadable);
      return Optional.empty();
    }
  }
}

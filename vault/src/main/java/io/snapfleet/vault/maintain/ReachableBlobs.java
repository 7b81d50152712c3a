package io.snapfleet.vault.maintain;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.FormatException;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.TreeReader;
import io.snapfleet.vault.repository.DamagedException;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.repository.StoredSnapshot;
import io.snapfleet.vault.store.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Marks every blob that snapshots need, going down the trees level by level, each tree once however
 * many snapshots share it.
 */
final class ReachableBlobs {
  private final Repository repository;
  private final Findings findings;
  private final BlobCounts marked = new BlobCounts();

  private ReachableBlobs(Repository repository, Findings findings) {
    this.repository = repository;
    this.findings = findings;
  }

  /** What the snapshots need; what is missing or cannot be read becomes a finding. */
  static BlobCounts of(
      Repository repository, Collection<StoredSnapshot> snapshots, Findings findings) {
    ReachableBlobs reachable = new ReachableBlobs(repository, findings);
    reachable.markAll(snapshots);
    return reachable.marked;
  }

  /** A tree to read, and for whom. */
  private record Step(Id tree, String neededBy) {}

  private void markAll(Collection<StoredSnapshot> snapshots) {
    Queue<Step> roots = new ConcurrentLinkedQueue<>();
    for (StoredSnapshot snapshot : snapshots) {
      markTree(snapshot.file().tree(), "snapshot " + snapshot.id().shortHex(), roots);
    }
    List<Step> level = new ArrayList<>(roots);
    while (!level.isEmpty()) {
      Queue<Step> next = new ConcurrentLinkedQueue<>();
      Parallel.forEach(level, step -> markContent(step, next));
      level = new ArrayList<>(next);
    }
  }

  private void markContent(Step step, Queue<Step> next) {
    for (Node node : read(step)) {
      String neededBy = step.neededBy() + "/" + node.name().text();
      if (node.isDirectory()) {
        markTree(node.subtree(), neededBy, next);
      } else if (node.content() != null) {
        node.content().forEach(blob -> markData(blob, neededBy));
      }
    }
  }

  private List<Node> read(Step step) {
    try {
      return TreeReader.read(repository.load(BlobKind.TREE, step.tree()));
    } catch (DamagedException | FormatException | StoreException unreadable) {
      IndexContent.refusePassing(unreadable);
      findings.damagedTree(step.tree(), step.neededBy(), unreadable);
      return List.of();
    }
  }

  private void markTree(@Nullable Id tree, String neededBy, Queue<Step> next) {
    if (tree == null) {
      findings.missingBlob("tree", neededBy);
    } else if (marked.add(BlobKind.TREE, tree)) {
      if (repository.has(BlobKind.TREE, tree)) {
        next.add(new Step(tree, neededBy));
      } else {
        findings.missingBlob("tree blob " + tree.hex(), neededBy);
      }
    }
  }

  private void markData(Id blob, String neededBy) {
    if (marked.add(BlobKind.DATA, blob) && !repository.has(BlobKind.DATA, blob)) {
      findings.missingBlob("data blob " + blob.hex(), neededBy);
    }
  }
}

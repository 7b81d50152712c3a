package io.snapfleet.vault.maintain;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.SnapshotFile;
import io.snapfleet.vault.repository.BlobSink;
import io.snapfleet.vault.repository.LockKind;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.repository.RepositoryLock;
import io.snapfleet.vault.repository.StoredSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes snapshots that need what is lost into snapshots of what is there: directories that cannot
 * be read become empty, files lose the pieces that are missing and are renamed so that nobody takes
 * them for whole.
 */
public final class SnapshotRepair {
  /** The tag of a snapshot that was made in place of a damaged one. */
  public static final String TAG = "repaired";

  /** Whether snapshots that were replaced, or that nothing is left of, are removed. */
  public enum Originals {
    KEEP,
    FORGET
  }

  /** What became of a snapshot that was damaged. */
  public sealed interface Outcome {
    /** A snapshot of what is left stands beside it, or in its place. */
    record Replaced(Id original, Id repaired, List<String> changes) implements Outcome {
      public Replaced {
        changes = List.copyOf(changes);
      }
    }

    /** Nothing of it can be had. */
    record Hopeless(Id original, String why) implements Outcome {}
  }

  private final Repository repository;
  private final Originals originals;
  private final List<Outcome> outcomes = new ArrayList<>();

  private SnapshotRepair(Repository repository, Originals originals) {
    this.repository = repository;
    this.originals = originals;
  }

  /** Repairs every snapshot that needs it; the others stay as they are. */
  public static List<Outcome> run(Repository repository, Originals originals, Duration wait) {
    try (RepositoryLock lock = repository.lock(LockKind.EXCLUSIVE, wait)) {
      return new SnapshotRepair(repository, originals).repair();
    }
  }

  private List<Outcome> repair() {
    repository.reloadIndex();
    List<StoredSnapshot> snapshots =
        SnapshotList.read(repository, (id, why) -> giveUp(id, String.valueOf(why.getMessage())));
    try (BlobSink sink = repository.write()) {
      TreeRepair trees = new TreeRepair(repository, sink);
      for (StoredSnapshot snapshot : snapshots) {
        repair(snapshot, trees, sink);
      }
    }
    return List.copyOf(outcomes);
  }

  private void repair(StoredSnapshot snapshot, TreeRepair trees, BlobSink sink) {
    Id root = snapshot.file().tree();
    Optional<TreeRepair.Repaired> repaired =
        root == null ? Optional.empty() : trees.repairRoot(root);
    if (repaired.isEmpty()) {
      giveUp(snapshot.id(), "its topmost tree is missing or damaged");
    } else if (!repaired.get().tree().equals(root)) {
      sink.flush();
      replace(snapshot, repaired.get());
    }
  }

  /** The replacement is stored before the original goes. */
  private void replace(StoredSnapshot snapshot, TreeRepair.Repaired repaired) {
    Set<String> tags = new LinkedHashSet<>(snapshot.file().tags());
    tags.add(TAG);
    SnapshotFile file =
        snapshot
            .file()
            .withTree(repaired.tree(), snapshot.id())
            .withTags(List.copyOf(tags), snapshot.id());
    Id stored = repository.saveSnapshot(file);
    forget(snapshot.id());
    outcomes.add(new Outcome.Replaced(snapshot.id(), stored, repaired.changes()));
  }

  private synchronized void giveUp(Id snapshot, String why) {
    forget(snapshot);
    outcomes.add(new Outcome.Hopeless(snapshot, why));
  }

  private void forget(Id snapshot) {
    if (originals == Originals.FORGET) {
      repository.deleteSnapshot(snapshot);
    }
  }
}

package io.snapfleet.vault.api;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.maintain.PruneOptions;
import io.snapfleet.vault.maintain.PrunePlan;
import io.snapfleet.vault.maintain.Pruner;
import io.snapfleet.vault.maintain.RepositoryCheck;
import io.snapfleet.vault.repository.DamagedException;
import io.snapfleet.vault.repository.LockKind;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.repository.RepositoryLock;
import io.snapfleet.vault.repository.StoredSnapshot;
import io.snapfleet.vault.store.Backend;
import io.snapfleet.vault.store.BackendLocation;
import io.snapfleet.vault.store.Backends;
import io.snapfleet.vault.tree.Progress;
import io.snapfleet.vault.tree.RestoreRequest;
import io.snapfleet.vault.tree.RestoredTree;
import io.snapfleet.vault.tree.TreeDiff;
import io.snapfleet.vault.tree.TreeWalker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * A repository in restic's format, for whoever backs up and restores. Thread-safe. Failures are
 * {@link io.snapfleet.vault.repository.RepositoryException} and {@link
 * io.snapfleet.vault.store.StoreException}, each with a sentence for the operator.
 */
public final class Vault implements AutoCloseable {
  private static final String LATEST = "latest";

  private final Repository repository;
  private final VaultSettings settings;

  private Vault(Repository repository, VaultSettings settings) {
    this.repository = repository;
    this.settings = settings;
  }

  /** Makes a repository at a location, as {@link BackendLocation#parse} reads it, and opens it. */
  public static Vault init(String location, char[] password, VaultSettings settings) {
    Backend backend = backends(settings).create(BackendLocation.parse(location));
    return using(backend, settings, one -> Repository.init(one, password, settings.repository()));
  }

  /** Opens a repository. */
  public static Vault open(String location, char[] password, VaultSettings settings) {
    Backend backend = backends(settings).open(BackendLocation.parse(location));
    return using(backend, settings, one -> Repository.open(one, password, settings.repository()));
  }

  private static Backends backends(VaultSettings settings) {
    return new Backends(settings.s3(), settings.repository().clock());
  }

  private static Vault using(
      Backend backend, VaultSettings settings, Function<Backend, Repository> opener) {
    try {
      return new Vault(opener.apply(backend), settings);
    } catch (RuntimeException | Error e) {
      backend.close();
      throw e;
    }
  }

  /** The repository itself, for what this does not offer: keys, locks, repairs. */
  public Repository repository() {
    return repository;
  }

  /** Where it is, to be printed. */
  public String location() {
    return repository.backend().location();
  }

  /** Backs up a tree. What cannot be read is left out, and the result says so. */
  public BackupResult backup(BackupRequest request, Progress.Listener listener) {
    return new Backups(repository, settings).tree(request, listener);
  }

  /** Backs up an image or a block device. */
  public StoredSnapshot backup(ImageRequest request, Progress.Listener listener) {
    return new Backups(repository, settings).image(request, listener);
  }

  /** The snapshots that match, the oldest first. */
  public List<StoredSnapshot> snapshots(SnapshotQuery query) {
    return repository.snapshots().stream().filter(query::matches).toList();
  }

  /** A snapshot by the first digits of its id, or {@code latest}. */
  public StoredSnapshot snapshot(String name) {
    return snapshot(name, SnapshotQuery.ALL);
  }

  /** As {@link #snapshot(String)}; {@code latest} is the newest that matches. */
  public StoredSnapshot snapshot(String name, SnapshotQuery query) {
    List<StoredSnapshot> found =
        name.equals(LATEST)
            ? snapshots(query).reversed().stream().limit(1).toList()
            : repository.snapshots().stream()
                .filter(one -> !name.isEmpty() && one.id().hex().startsWith(name))
                .toList();
    if (found.size() != 1) {
      throw new SnapshotNotFoundException(
          "%s snapshot in %s is %s; `vault ls` lists them."
              .formatted(found.isEmpty() ? "No" : "More than one", location(), name));
    }
    return found.getFirst();
  }

  /** Restores a tree; {@link RestoreRequest#tree} is a snapshot's, see {@link #treeOf}. */
  public RestoredTree restore(RestoreRequest request, Progress.Listener listener)
      throws IOException {
    return new Restores(repository, settings).tree(request, listener);
  }

  /**
   * Restores a snapshot of either kind: a tree into the target; an image as a file in it, or onto
   * the target where that is there and no directory, such as a device.
   *
   * @param includes patterns of what is restored of a tree; all where there are none
   */
  public RestoredSnapshot restore(
      StoredSnapshot snapshot, Path target, List<String> includes, Progress.Listener listener)
      throws IOException {
    RestoreRequest all = RestoreRequest.everything(treeOf(snapshot), target);
    return new Restores(repository, settings).snapshot(all.withIncludes(includes), listener);
  }

  /** Gives every entry below a path of the snapshot to the visitor. */
  public void list(StoredSnapshot snapshot, String path, TreeWalker.Visitor visitor)
      throws IOException {
    try (RepositoryLock lock = lock()) {
      TreeWalker.walk(repository, treeOf(snapshot), path, visitor);
    }
  }

  /** Writes one file of the snapshot to a stream. */
  public void dump(StoredSnapshot snapshot, String path, OutputStream out) throws IOException {
    try (RepositoryLock lock = lock()) {
      TreeWalker.dump(repository, treeOf(snapshot), path, out);
    }
  }

  /** What differs between two snapshots. */
  public void diff(StoredSnapshot before, StoredSnapshot after, TreeDiff.Visitor visitor) {
    try (RepositoryLock lock = lock()) {
      TreeDiff.between(repository, treeOf(before), treeOf(after), visitor);
    }
  }

  /** Removes snapshots; what only they needed stays until {@link #prune}. */
  public void forget(List<Id> snapshots) {
    try (RepositoryLock lock = repository.lock(LockKind.EXCLUSIVE, settings.lockWait())) {
      snapshots.forEach(repository::deleteSnapshot);
    }
  }

  /** Checks the structure and, if asked to, every byte. */
  public RepositoryCheck.Report check(boolean readData) {
    return readData
        ? RepositoryCheck.readData(repository, bytes -> {})
        : RepositoryCheck.structure(repository);
  }

  /** Says what a prune would do, and does it unless it is a dry run. */
  public PrunePlan prune(PruneOptions options, boolean dryRun) {
    return dryRun ? Pruner.plan(repository, options) : Pruner.prune(repository, options);
  }

  /** The snapshot's tree. */
  public Id treeOf(StoredSnapshot snapshot) {
    Id tree = snapshot.file().tree();
    if (tree == null) {
      throw new DamagedException("Snapshot " + snapshot.id().hex() + " has no tree.");
    }
    return tree;
  }

  private RepositoryLock lock() {
    return repository.lockAndReadIndex(settings.lockWait());
  }

  @Override
  public void close() {
    repository.close();
  }
}

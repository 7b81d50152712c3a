package io.snapfleet.fleet.backup;

import io.snapfleet.remote.secret.Secret;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.maintain.PruneOptions;
import io.snapfleet.vault.maintain.Pruner;
import io.snapfleet.vault.maintain.RepositoryCheck;
import io.snapfleet.vault.repository.LockKind;
import io.snapfleet.vault.repository.NotARepositoryException;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.repository.RepositoryLock;
import io.snapfleet.vault.repository.RepositorySettings;
import io.snapfleet.vault.repository.StoredSnapshot;
import io.snapfleet.vault.store.Backend;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A fleet's vault, open and locked against whoever would remove what is being used. */
public final class BackupVault implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Repository repository;
  private final RepositoryLock lock;

  private BackupVault(Repository repository) {
    this.repository = repository;
    try {
      this.lock = repository.lock(LockKind.SHARED, PATIENCE);
    } catch (RuntimeException locked) {
      repository.close();
      throw locked;
    }
  }

  /** Opens a vault that is there. Closing it closes the backend. */
  public static BackupVault open(Backend backend, Secret password, RepositorySettings settings) {
    return new BackupVault(openRepository(backend, password, settings));
  }

  /** The same; makes the vault where there is none. */
  public static BackupVault openOrMake(
      Backend backend, Secret password, RepositorySettings settings) {
    try {
      return open(backend, password, settings);
    } catch (NotARepositoryException missing) {
      char[] text = password.reveal().toCharArray();
      return new BackupVault(Repository.init(backend, text, settings));
    }
  }

  private static Repository openRepository(
      Backend backend, Secret password, RepositorySettings settings) {
    return Repository.open(backend, password.reveal().toCharArray(), settings);
  }

  public Repository repository() {
    return repository;
  }

  /** The snapshot of a backup, which is there only when all of it is. */
  public Optional<Id> snapshotOf(String backup) {
    return repository.snapshots().stream()
        .filter(stored -> stored.file().tags().contains(BackupLayout.idTag(backup)))
        .map(StoredSnapshot::id)
        .findFirst();
  }

  /** Whether the snapshot is there. */
  public boolean has(Id snapshot) {
    return repository.snapshots().stream().anyMatch(stored -> stored.id().equals(snapshot));
  }

  /** Removes a snapshot; what only it used stays in the vault until it is pruned. */
  public void forget(Id snapshot) {
    repository.deleteSnapshot(snapshot);
  }

  /** What is wrong with the vault as a whole. */
  public List<String> findings(boolean readData) {
    RepositoryCheck.Report report =
        readData
            ? RepositoryCheck.readData(repository, bytes -> {})
            : RepositoryCheck.structure(repository);
    return report.findings().stream()
        .filter(finding -> finding.kind().isError())
        .map(finding -> finding.file() + ": " + finding.message())
        .toList();
  }

  /**
   * Removes what no snapshot uses; alone in the vault, so nothing else can be done with it after.
   */
  public void removeUnused() {
    lock.close();
    Pruner.prune(repository, PruneOptions.DEFAULT.waiting(PATIENCE));
  }

  public BackupReader reader(String snapshot) {
    return new BackupReader(repository, Id.parse(snapshot));
  }

  @Override
  public void close() {
    lock.close();
    repository.close();
  }
}

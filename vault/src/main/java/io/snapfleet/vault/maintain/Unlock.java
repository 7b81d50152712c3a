package io.snapfleet.vault.maintain;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.repository.StoredLock;
import io.snapfleet.vault.store.Backend;
import io.snapfleet.vault.store.Backend.Kind;
import java.util.List;

/** Removes locks that nobody holds any more. */
public final class Unlock {
  private Unlock() {}

  /** Removes the locks whose holders are gone, and returns them. */
  public static List<StoredLock> removeStale(Repository repository) {
    List<StoredLock> stale = repository.locks().stream().filter(repository::isStale).toList();
    stale.forEach(lock -> repository.backend().delete(Kind.LOCK, lock.id().hex()));
    return stale;
  }

  /**
   * Removes every lock, those that cannot be read too, and returns their names. Whoever holds one
   * that is not stale is no longer safe from a prune.
   */
  public static List<Id> removeAll(Repository repository) {
    List<Id> all =
        repository.backend().list(Kind.LOCK).stream()
            .map(Backend.Entry::name)
            .map(Id::parse)
            .toList();
    all.forEach(lock -> repository.backend().delete(Kind.LOCK, lock.hex()));
    return all;
  }
}

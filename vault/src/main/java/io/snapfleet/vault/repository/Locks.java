package io.snapfleet.vault.repository;

import io.snapfleet.vault.format.FormatException;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.LockFile;
import io.snapfleet.vault.store.Backend;
import io.snapfleet.vault.store.Backend.Kind;
import io.snapfleet.vault.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The repository's lock files: made, looked through, removed when stale. Thread-safe. */
final class Locks {
  private final Backend backend;
  private final SealedFiles files;
  private final RepositorySettings settings;
  private final ProcessIdentity us;

  Locks(Backend backend, SealedFiles files, RepositorySettings settings, ProcessIdentity us) {
    this.backend = backend;
    this.files = files;
    this.settings = settings;
    this.us = us;
  }

  /**
   * Takes a lock. Another's that excludes it is waited for at most that long, unless it is stale:
   * then it is removed.
   */
  RepositoryLock take(LockKind kind, Duration wait) {
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      try {
        return take(kind);
      } catch (AlreadyLockedException e) {
        if (System.nanoTime() >= deadline) {
          throw e;
        }
        Pauses.of(shorter(Duration.ofSeconds(1), Duration.ofNanos(deadline - System.nanoTime())));
      }
    }
  }

  private RepositoryLock take(LockKind kind) {
    boolean exclusive = kind == LockKind.EXCLUSIVE;
    refuseOthers(exclusive, null);
    LockFile file =
        new LockFile(
            settings.clock().instant(),
            exclusive,
            us.hostname(),
            us.username(),
            us.pid(),
            us.uid(),
            us.gid());
    Id id = save(file);
    try {
      // Another may have made its lock at the same moment: whoever sees the other's gives way.
      Pauses.of(settings.locks().recheck());
      refuseOthers(exclusive, id);
    } catch (RuntimeException | Error e) {
      delete(id);
      throw e;
    }
    return new RepositoryLock(this, new StoredLock(id, file), settings);
  }

  private void refuseOthers(boolean exclusive, @Nullable Id ours) {
    for (StoredLock other : list()) {
      if (other.id().equals(ours) || !(exclusive || other.file().exclusive())) {
        continue;
      }
      if (!isStale(other)) {
        throw new AlreadyLockedException(other.file(), backend.location());
      }
      delete(other.id());
    }
  }

  boolean isStale(StoredLock lock) {
    return lock.isStale(settings.clock().instant(), settings.locks().stale(), us.hostname());
  }

  /** Every lock that can be read. */
  List<StoredLock> list() {
    List<StoredLock> locks = new ArrayList<>();
    for (Backend.Entry entry : backend.list(Kind.LOCK)) {
      // An empty file is what some stores leave of a write that was cut off.
      if (entry.size() > 0 && Id.isHex(entry.name())) {
        @Nullable StoredLock lock = read(Id.parse(entry.name()));
        if (lock != null) {
          locks.add(lock);
        }
      }
    }
    return locks;
  }

  private @Nullable StoredLock read(Id id) {
    try {
      return new StoredLock(id, LockFile.read(files.load(Kind.LOCK, id)));
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.NOT_THERE) {
        return null;
      }
      throw e;
    } catch (FormatException | DamagedException e) {
      throw new DamagedException(
          "The lock %s in %s cannot be read, so its holder is unknown. If nothing uses the repository, remove the file: %s"
              .formatted(id.hex(), backend.location(), e.getMessage()),
          e);
    }
  }

  Id save(LockFile file) {
    return files.save(Kind.LOCK, file.toJson(settings.zone()));
  }

  boolean exists(Id id) {
    return backend.list(Kind.LOCK).stream().anyMatch(entry -> entry.name().equals(id.hex()));
  }

  void delete(Id id) {
    backend.delete(Kind.LOCK, id.hex());
  }

  LockLostException lost() {
    return new LockLostException(backend.location());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}

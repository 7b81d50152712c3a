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
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
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
    return retried(
        wait,
        () -> {
          StoredLock made = make(kind);
          confirm(made);
          return new RepositoryLock(this, made, settings, () -> {});
        });
  }

  /**
   * Makes a shared lock as {@link #take} does and leaves the last look at others' to its keeper,
   * for which {@link RepositoryLock#ensureHeld} waits.
   *
   * @param stillTrue asked after that look: whether all that was there when the lock was made is
   *     there still, so that nobody deleted anything and ended between the two looks
   */
  RepositoryLock takeUnconfirmed(Duration wait, Supplier<BooleanSupplier> stillTrue) {
    return retried(
        wait,
        () -> {
          StoredLock made = make(LockKind.SHARED);
          BooleanSupplier unchanged = stillTrue.get();
          return new RepositoryLock(this, made, settings, () -> confirm(made, unchanged));
        });
  }

  private static RepositoryLock retried(Duration wait, Supplier<RepositoryLock> attempt) {
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      try {
        return attempt.get();
      } catch (AlreadyLockedException e) {
        if (System.nanoTime() >= deadline) {
          throw e;
        }
        Pauses.of(shorter(Duration.ofSeconds(1), Duration.ofNanos(deadline - System.nanoTime())));
      }
    }
  }

  private StoredLock make(LockKind kind) {
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
    return new StoredLock(save(file), file);
  }

  private void confirm(StoredLock made, BooleanSupplier unchanged) {
    try {
      confirm(made);
    } catch (AlreadyLockedException e) {
      throw new ContestedLockException(backend.location(), e);
    }
    if (!unchanged.getAsBoolean()) {
      throw new ContestedLockException(backend.location(), null);
    }
  }

  /** Another may have made its lock at the same moment: whoever sees the other's gives way. */
  private void confirm(StoredLock made) {
    try {
      Pauses.of(settings.locks().recheck());
      refuseOthers(made.file().exclusive(), made.id());
    } catch (RuntimeException | Error e) {
      delete(made.id());
      throw e;
    }
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

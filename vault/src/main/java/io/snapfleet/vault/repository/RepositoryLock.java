package io.snapfleet.vault.repository;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Our claim on the repository, made anew in the background until it is closed. When that has not
 * worked for too long the lock is lost, and {@link #ensureHeld} stops the operation before others
 * take ours for stale. Thread-safe.
 */
public final class RepositoryLock implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(1);

  private final Locks locks;
  private final RepositorySettings settings;
  private final Thread keeper;
  private final CompletableFuture<Void> confirmation = new CompletableFuture<>();
  private final ReentrantLock guard = new ReentrantLock();
  private volatile StoredLock current;
  private volatile boolean lost;
  private volatile boolean closed;
  private volatile Runnable onClose = () -> {};

  /**
   * @param confirm throws when the lock was not to be had after all
   */
  RepositoryLock(Locks locks, StoredLock first, RepositorySettings settings, Runnable confirm) {
    this.locks = locks;
    this.current = first;
    this.settings = settings;
    this.keeper = Thread.ofVirtual().name("vault-lock").unstarted(() -> keep(confirm));
  }

  void onClose(Runnable action) {
    onClose = action;
  }

  RepositoryLock started() {
    keeper.start();
    return this;
  }

  /**
   * Waits until the lock is confirmed. Throws {@link LockLostException} once others may act as if
   * we were gone, {@link ContestedLockException} where the lock was not to be had.
   */
  public void ensureHeld() {
    ensureConfirmed();
    if (lost || age().compareTo(settings.locks().lost()) > 0) {
      lost = true;
      throw locks.lost();
    }
  }

  private void ensureConfirmed() {
    try {
      confirmation.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw e;
    }
  }

  public boolean isExclusive() {
    return current.file().exclusive();
  }

  /** Its name in the repository at the moment. */
  public Id id() {
    return current.id();
  }

  private Duration age() {
    return Duration.between(current.file().time(), settings.clock().instant());
  }

  /** The clock, not this thread's sleep, decides: a machine may have been suspended. */
  private void keep(Runnable confirm) {
    try {
      confirm.run();
      confirmation.complete(null);
    } catch (RuntimeException | Error e) {
      confirmation.completeExceptionally(e);
      return;
    }
    while (!closed && !lost) {
      Pauses.of(poll());
      if (!closed && age().compareTo(settings.locks().refresh()) >= 0) {
        refresh();
      }
    }
  }

  /** Divided as a number: a duration does so by way of decimals, which takes long at the start. */
  private Duration poll() {
    Duration fifth = Duration.ofNanos(settings.locks().refresh().toNanos() / 5);
    return fifth.compareTo(POLL) < 0 ? fifth : POLL;
  }

  /** Makes the lock anew: the new file first, then the old one goes. */
  void refresh() {
    guard.lock();
    try {
      if (closed) {
        return;
      }
      StoredLock old = current;
      if (age().compareTo(settings.locks().lost()) > 0 || !locks.exists(old.id())) {
        lost = true;
        return;
      }
      Instant now = settings.clock().instant();
      current = new StoredLock(locks.save(old.file().withTime(now)), old.file().withTime(now));
      locks.delete(old.id());
    } catch (StoreException e) {
      // The store may answer again before the lock is lost; its age decides when it is.
      return;
    } finally {
      guard.unlock();
    }
  }

  @Override
  public void close() {
    guard.lock();
    try {
      if (!closed) {
        closed = true;
        keeper.interrupt();
        onClose.run();
        locks.delete(current.id());
      }
    } finally {
      guard.unlock();
    }
  }
}

package io.snapfleet.vault.repository;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.PackedBlob;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Stores full packs behind the threads that fill them, a bounded number at a time, and lists them
 * in the index once they are durable. The first failure ends everything. Thread-safe.
 */
final class PackQueue implements AutoCloseable {
  private final PackStore packs;
  private final IndexSaver indexes;
  private final BiConsumer<Id, PackedBlob> stored;
  private final Semaphore room;
  private final ExecutorService threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int open;
  private volatile @Nullable Throwable failure;

  PackQueue(PackStore packs, IndexSaver indexes, int most, BiConsumer<Id, PackedBlob> stored) {
    this.packs = packs;
    this.indexes = indexes;
    this.stored = stored;
    this.room = new Semaphore(most);
    this.threads =
        Executors.newFixedThreadPool(
            most, Thread.ofPlatform().daemon().name("vault-pack-", 0).factory());
  }

  /** A pack was begun that will be submitted. */
  void opened() {
    lock.lock();
    try {
      open++;
    } finally {
      lock.unlock();
    }
  }

  /** Stores the pack as soon as there is room, for which it waits. */
  void submit(OpenPack pack) {
    room.acquireUninterruptibly();
    threads.execute(() -> store(pack));
  }

  private void store(OpenPack pack) {
    try {
      check();
      Id id = packs.store(pack);
      pack.blobs().forEach(blob -> stored.accept(id, blob));
      indexes.add(id, pack.blobs());
    } catch (RuntimeException | Error e) {
      fail(e);
    } finally {
      pack.release();
      room.release();
      closed();
    }
  }

  private void closed() {
    lock.lock();
    try {
      open--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until every pack is durable. */
  void await() {
    lock.lock();
    try {
      while (open > 0 && failure == null) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
    check();
  }

  void writeIndex() {
    indexes.flush();
  }

  /** Throws what has failed, if anything has. */
  void check() {
    Throwable cause = failure;
    if (cause instanceof RuntimeException known) {
      throw known;
    }
    if (cause instanceof Error known) {
      throw known;
    }
  }

  void fail(Throwable cause) {
    lock.lock();
    try {
      if (failure == null) {
        failure = cause;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns when nothing is written any more. */
  @Override
  public void close() {
    threads.close();
  }
}

package io.snapfleet.vault.repository;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.PackHeader;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts blobs of one kind into packs and hands on those that are full. Thread-safe. */
final class PackAssembler {
  private final PackQueue queue;
  private final Segments segments;
  private final int packSize;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable OpenPack current;

  PackAssembler(PackQueue queue, Segments segments, int packSize) {
    this.queue = queue;
    this.segments = segments;
    this.packSize = packSize;
  }

  /** Makes room for a blob in the pack under way and has it filled. */
  void add(BlobKind kind, Id id, int length, int rawLength, Consumer<OpenPack.Room> fill) {
    OpenPack pack;
    OpenPack.Room room;
    lock.lock();
    try {
      pack = current();
      room = pack.reserve(kind, id, length, rawLength);
      if (isFull(pack)) {
        pack.seal();
        current = null;
      }
    } finally {
      lock.unlock();
    }
    fill.accept(room);
    if (written(pack)) {
      queue.submit(pack);
    }
  }

  /** Hands on the pack under way, however small. */
  void finish() {
    OpenPack last;
    lock.lock();
    try {
      last = current;
      current = null;
      if (last == null || !last.seal()) {
        return;
      }
    } finally {
      lock.unlock();
    }
    queue.submit(last);
  }

  private OpenPack current() {
    if (current == null) {
      current = new OpenPack(segments);
      queue.opened();
    }
    return current;
  }

  private boolean isFull(OpenPack pack) {
    return pack.size() >= packSize || PackHeader.size(pack.blobs().size() + 1) > PackHeader.LONGEST;
  }

  private boolean written(OpenPack pack) {
    lock.lock();
    try {
      return pack.written();
    } finally {
      lock.unlock();
    }
  }
}

package io.snapfleet.vault.repository;

import io.snapfleet.vault.crypto.BlobHash;
import io.snapfleet.vault.crypto.DataKey;
import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Stores the blobs of one backup. The saving thread itself hashes, compresses and encrypts, each
 * step's result going straight to where the next one needs it; full packs are stored behind it.
 */
final class BlobPipeline implements BlobSink {
  private final DataKey key;
  private final Zstandard zstandard;
  private final CurrentIndex current;
  private final BlobIndex index;
  private final Runnable checkLocks;
  private final PackAssembler data;
  private final PackAssembler trees;
  private final PackQueue queue;
  private final Set<Id> pendingData = ConcurrentHashMap.newKeySet();
  private final Set<Id> pendingTrees = ConcurrentHashMap.newKeySet();
  private volatile boolean flushed = true;
  private final LongAdder dataBlobs = new LongAdder();
  private final LongAdder treeBlobs = new LongAdder();
  private final LongAdder rawBytes = new LongAdder();
  private final LongAdder rawTreeBytes = new LongAdder();
  private final LongAdder storedBytes = new LongAdder();

  BlobPipeline(
      DataKey key,
      Zstandard zstandard,
      CurrentIndex current,
      PackStore packs,
      IndexSaver indexes,
      RepositorySettings settings,
      Runnable checkLocks) {
    this.key = key;
    this.zstandard = zstandard;
    this.current = current;
    this.index = current.get();
    this.checkLocks = checkLocks;
    this.queue =
        new PackQueue(
            packs,
            indexes,
            settings.packsUnderWay(),
            (pack, blob) -> {
              index.add(pack, blob);
              pending(blob.kind()).remove(blob.id());
            });
    Segments segments = new Segments();
    this.data = new PackAssembler(queue, segments, settings.packSize());
    this.trees = new PackAssembler(queue, segments, settings.packSize());
  }

  @Override
  public Id save(BlobKind kind, byte[] bytes, int offset, int length) {
    return save(kind, bytes, offset, length, Id.of(BlobHash.of(bytes, offset, length)));
  }

  @Override
  public Id save(BlobKind kind, byte[] bytes, int offset, int length, Id id) {
    queue.check();
    if (claim(kind, id)) {
      store(kind, bytes, offset, length, id);
    }
    return id;
  }

  /** Whether the blob is neither stored nor being stored, and is the caller's to store now. */
  private boolean claim(BlobKind kind, Id id) {
    if (index.has(kind, id) || !pending(kind).add(id)) {
      return false;
    }
    // Its pack may have become durable after the first look, and it is pending no more then.
    if (index.has(kind, id)) {
      pending(kind).remove(id);
      return false;
    }
    return true;
  }

  @Override
  public void saveAgain(BlobKind kind, byte[] bytes, int offset, int length, Id id) {
    queue.check();
    if (pending(kind).add(id)) {
      store(kind, bytes, offset, length, id);
    }
  }

  private void store(BlobKind kind, byte[] bytes, int offset, int length, Id id) {
    flushed = false;
    try (Zstandard.Lent lent = zstandard.lend()) {
      int compressed = lent.compress(bytes, offset, length);
      int sealed = compressed + key.overhead();
      assembler(kind)
          .add(
              kind,
              id,
              sealed,
              length,
              room -> key.encrypt(lent.out(), 0, compressed, room.segment(), room.offset()));
      count(kind, length, sealed);
    } catch (RuntimeException | Error e) {
      pending(kind).remove(id);
      queue.fail(e);
      throw e;
    }
  }

  private void count(BlobKind kind, int length, int sealed) {
    (kind == BlobKind.DATA ? dataBlobs : treeBlobs).increment();
    rawBytes.add(length);
    if (kind == BlobKind.TREE) {
      rawTreeBytes.add(length);
    }
    storedBytes.add(sealed);
  }

  @Override
  public boolean has(BlobKind kind, Id id) {
    // In this order: what ceases to be pending is in the index before.
    return pending(kind).contains(id) || index.has(kind, id);
  }

  @Override
  public void flush() {
    data.finish();
    trees.finish();
    queue.await();
    checkLocks.run();
    queue.writeIndex();
    flushed = true;
  }

  @Override
  public SinkStatistics statistics() {
    return new SinkStatistics(
        dataBlobs.sum(), treeBlobs.sum(), rawBytes.sum(), rawTreeBytes.sum(), storedBytes.sum());
  }

  @Override
  public void close() {
    queue.close();
    if (!flushed) {
      // Packs may be stored that no index file lists: the next session must not build on them.
      current.forget();
    }
  }

  private Set<Id> pending(BlobKind kind) {
    return kind == BlobKind.DATA ? pendingData : pendingTrees;
  }

  private PackAssembler assembler(BlobKind kind) {
    return kind == BlobKind.DATA ? data : trees;
  }
}

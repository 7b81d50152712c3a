package io.snapfleet.vault.repository;

import io.snapfleet.vault.crypto.DataKey;
import io.snapfleet.vault.crypto.WrongMacException;
import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.FormatException;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.PackHeader;
import io.snapfleet.vault.format.PackedBlob;
import io.snapfleet.vault.store.Backend;
import io.snapfleet.vault.store.Backend.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Reads packs: one blob, many in few large reads, or the header. Thread-safe. */
final class PackReader {
  private static final long LARGEST_GAP = 512 << 10;
  private static final long LARGEST_READ = 32 << 20;

  private final Backend backend;
  private final LocalCopies copies;
  private final DataKey key;
  private final BlobOpener opener;
  private final Queue<BlobBatch> batches = new ConcurrentLinkedQueue<>();

  PackReader(Backend backend, LocalCopies copies, DataKey key, BlobOpener opener) {
    this.backend = backend;
    this.copies = copies;
    this.key = key;
    this.opener = opener;
  }

  byte[] read(BlobLocation location) {
    String pack = location.pack().hex();
    if (location.blob().kind() == BlobKind.TREE && copies.areKept()) {
      try {
        return read(location, copies::load);
      } catch (DamagedException e) {
        copies.forget(Kind.DATA, pack);
      }
    }
    return read(location, backend::load);
  }

  /** Where stored bytes are read from. */
  private interface Stored {
    ByteBuffer load(Kind kind, String name, long offset, int length);
  }

  private byte[] read(BlobLocation location, Stored source) {
    PackedBlob blob = location.blob();
    byte[] content = new byte[blob.plainLength()];
    ByteBuffer stored = source.load(Kind.DATA, location.pack().hex(), blob.offset(), blob.length());
    opener.open(location.pack(), blob, stored.array(), stored.arrayOffset(), content, 0);
    return content;
  }

  /** Gives each of the blobs to the consumer, in the pack's order, reading neighbours at once. */
  void read(Id pack, List<PackedBlob> wanted, BlobConsumer consumer) {
    List<PackedBlob> ordered = new ArrayList<>(wanted);
    ordered.sort(Comparator.comparingLong(PackedBlob::offset));
    int from = 0;
    while (from < ordered.size()) {
      int to = endOfRange(ordered, from);
      readRange(pack, ordered.subList(from, to), consumer);
      from = to;
    }
  }

  private static int endOfRange(List<PackedBlob> ordered, int from) {
    long start = ordered.get(from).offset();
    int to = from + 1;
    while (to < ordered.size()
        && ordered.get(to).offset() - end(ordered.get(to - 1)) <= LARGEST_GAP
        && end(ordered.get(to)) - start <= LARGEST_READ) {
      to++;
    }
    return to;
  }

  private void readRange(Id pack, List<PackedBlob> blobs, BlobConsumer consumer) {
    long start = blobs.getFirst().offset();
    int length = Math.toIntExact(end(blobs.getLast()) - start);
    open(pack, blobs, backend.load(Kind.DATA, pack.hex(), start, length), start, consumer);
  }

  /** As {@link #read(Id, List, BlobConsumer)}, of a pack whose bytes are all there already. */
  void read(Id pack, ByteBuffer whole, List<PackedBlob> wanted, BlobConsumer consumer) {
    List<PackedBlob> there = new ArrayList<>(wanted.size());
    for (PackedBlob blob : wanted) {
      if (end(blob) <= whole.limit()) {
        there.add(blob);
      } else {
        consumer.damaged(blob, cutOff(pack, blob));
      }
    }
    open(pack, there, whole, 0, consumer);
  }

  private static DamagedException cutOff(Id pack, PackedBlob blob) {
    return new DamagedException(
        "Pack %s ends before its blob %s: it is cut off.".formatted(pack.hex(), blob.id().hex()));
  }

  private void open(
      Id pack, List<PackedBlob> blobs, ByteBuffer stored, long start, BlobConsumer consumer) {
    BlobBatch idle = batches.poll();
    BlobBatch batch = idle != null ? idle : new BlobBatch(opener);
    try {
      batch.open(pack, blobs, stored, start, consumer);
    } finally {
      batches.add(batch);
    }
  }

  private static long end(PackedBlob blob) {
    return blob.offset() + blob.length();
  }

  /** The blobs that the pack's own header lists. */
  List<PackedBlob> header(Id pack, long packSize) {
    int length = packSize < smallestPack() ? 0 : lastWord(load(pack, packSize - 4, 4));
    refuseLength(pack, packSize, length);
    long start = packSize - PackHeader.LENGTH_FIELD - length;
    return openHeader(pack, load(pack, start, length), length, start);
  }

  /** As {@link #header(Id, long)}, of a pack whose bytes are all there already. */
  List<PackedBlob> header(Id pack, ByteBuffer whole) {
    int size = whole.remaining();
    int length = size < smallestPack() ? 0 : lastWord(whole.slice(size - 4, 4));
    refuseLength(pack, size, length);
    int start = size - PackHeader.LENGTH_FIELD - length;
    return openHeader(pack, whole.slice(start, length), length, start);
  }

  private List<PackedBlob> openHeader(Id pack, ByteBuffer sealed, int length, long start) {
    byte[] plain = new byte[length - key.overhead()];
    try {
      key.decrypt(sealed.array(), sealed.arrayOffset(), length, plain, 0);
      return PackHeader.read(plain, start);
    } catch (WrongMacException | FormatException e) {
      throw new DamagedException(
          "The header of pack %s is damaged: %s".formatted(pack.hex(), e.getMessage()), e);
    }
  }

  private void refuseLength(Id pack, long packSize, int length) {
    if (length <= key.overhead()
        || length > PackHeader.LONGEST
        || length > packSize - PackHeader.LENGTH_FIELD) {
      throw new DamagedException(
          "Pack %s of %d bytes has no header: it is cut off or damaged."
              .formatted(pack.hex(), packSize));
    }
  }

  private int smallestPack() {
    return PackHeader.LENGTH_FIELD + key.overhead();
  }

  private ByteBuffer load(Id pack, long offset, int length) {
    return backend.load(Kind.DATA, pack.hex(), offset, length);
  }

  private static int lastWord(ByteBuffer bytes) {
    return bytes.order(ByteOrder.LITTLE_ENDIAN).getInt();
  }
}

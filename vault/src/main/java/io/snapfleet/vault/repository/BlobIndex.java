package io.snapfleet.vault.repository;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.PackedBlob;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where every blob is, in plain arrays of about 60 bytes a blob: a repository has millions. Of a
 * blob that lies in several packs, one place is known. Thread-safe.
 */
final class BlobIndex {
  private static final int FIELDS = 4;
  private static final int FIELD_BYTES = FIELDS * Integer.BYTES;
  private static final long ENTRY_BYTES = Id.LENGTH + FIELD_BYTES;
  private static final int COUNTS = 2;
  private static final int FEWEST = 1024;
  private static final int TREE = 1 << 31;

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final IdTable packs = new IdTable();
  private long[] ids = new long[4 * FEWEST];
  private int[] fields = new int[FIELDS * FEWEST];
  private int[] slots = new int[4 * FEWEST];
  private int size;
  private @Nullable Id lastPack;
  private int lastPackNumber;

  boolean has(BlobKind kind, Id id) {
    return reading(() -> find(kind, id)) >= 0;
  }

  /** Where the blob is, or null. */
  @Nullable BlobLocation locate(BlobKind kind, Id id) {
    return readingNullable(
        () -> {
          int entry = find(kind, id);
          return entry < 0 ? null : location(entry);
        });
  }

  /** Its length before encryption and compression, or -1 when there is none. */
  int plainLength(BlobKind kind, Id id) {
    BlobLocation location = locate(kind, id);
    return location == null ? -1 : location.blob().plainLength();
  }

  /** Adds a blob's place unless one is known. */
  void add(Id pack, PackedBlob blob) {
    lock.writeLock().lock();
    try {
      int slot = slot(blob.kind(), blob.id());
      if (slots[slot] == 0) {
        insert(slot, packNumber(pack), blob);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  int size() {
    return reading(() -> size);
  }

  /** How many bytes {@link #write} takes. */
  int bytes() {
    return reading(
        () -> COUNTS * Integer.BYTES + packs.size() * Id.LENGTH + size * (Id.LENGTH + FIELD_BYTES));
  }

  /** Writes all of it: how many packs and blobs, the packs' ids, the blobs' ids, their fields. */
  void write(ByteBuffer out) {
    lock.readLock().lock();
    try {
      out.putInt(packs.size()).putInt(size);
      packs.ids().forEach(id -> putId(out, id));
      out.asLongBuffer().put(ids, 0, 4 * size);
      out.position(out.position() + size * Id.LENGTH);
      out.asIntBuffer().put(fields, 0, FIELDS * size);
      out.position(out.position() + size * FIELD_BYTES);
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException where it is something else
   * @throws java.nio.BufferUnderflowException where it is cut off
   */
  static BlobIndex read(ByteBuffer in) {
    int packs = in.getInt();
    int size = in.getInt();
    if (packs < 0 || size < 0 || in.remaining() != packs * (long) Id.LENGTH + size * ENTRY_BYTES) {
      throw new IllegalArgumentException("The index is not complete.");
    }
    BlobIndex index = new BlobIndex();
    for (int pack = 0; pack < packs; pack++) {
      index.packs.number(getId(in));
    }
    index.fill(in, size);
    return index;
  }

  private void fill(ByteBuffer in, int count) {
    int room = Math.max(FEWEST, count + count / 8);
    size = count;
    ids = new long[4 * room];
    fields = new int[FIELDS * room];
    in.asLongBuffer().get(ids, 0, 4 * count);
    in.position(in.position() + count * Id.LENGTH);
    in.asIntBuffer().get(fields, 0, FIELDS * count);
    in.position(in.position() + count * FIELD_BYTES);
    slots = new int[Integer.highestOneBit(4 * room)];
    place();
  }

  private static void putId(ByteBuffer out, Id id) {
    out.putLong(id.a()).putLong(id.b()).putLong(id.c()).putLong(id.d());
  }

  private static Id getId(ByteBuffer in) {
    return new Id(in.getLong(), in.getLong(), in.getLong(), in.getLong());
  }

  private int packNumber(Id pack) {
    if (!pack.equals(lastPack)) {
      lastPackNumber = packs.number(pack);
      lastPack = pack;
    }
    return lastPackNumber;
  }

  private void insert(int slot, int pack, PackedBlob blob) {
    if (4 * size == ids.length) {
      ids = Arrays.copyOf(ids, 2 * ids.length);
      fields = Arrays.copyOf(fields, 2 * fields.length);
    }
    Id id = blob.id();
    ids[4 * size] = id.a();
    ids[4 * size + 1] = id.b();
    ids[4 * size + 2] = id.c();
    ids[4 * size + 3] = id.d();
    fields[FIELDS * size] = pack | (blob.kind() == BlobKind.TREE ? TREE : 0);
    fields[FIELDS * size + 1] = (int) blob.offset();
    fields[FIELDS * size + 2] = blob.length();
    fields[FIELDS * size + 3] = blob.rawLength();
    slots[slot] = ++size;
    if (2 * size > slots.length) {
      widen();
    }
  }

  private void widen() {
    slots = new int[2 * slots.length];
    place();
  }

  private void place() {
    for (int entry = 0; entry < size; entry++) {
      slots[slot(kind(entry), id(entry))] = entry + 1;
    }
  }

  private int find(BlobKind kind, Id id) {
    return slots[slot(kind, id)] - 1;
  }

  /** The slot that holds the blob, or the free one where it belongs. */
  private int slot(BlobKind kind, Id id) {
    int mask = slots.length - 1;
    int slot = (int) (id.b() + (kind == BlobKind.TREE ? 1 : 0)) & mask;
    while (slots[slot] != 0 && !matches(slots[slot] - 1, kind, id)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean matches(int entry, BlobKind kind, Id id) {
    return ids[4 * entry] == id.a()
        && ids[4 * entry + 1] == id.b()
        && ids[4 * entry + 2] == id.c()
        && ids[4 * entry + 3] == id.d()
        && kind(entry) == kind;
  }

  private BlobKind kind(int entry) {
    return fields[FIELDS * entry] < 0 ? BlobKind.TREE : BlobKind.DATA;
  }

  private Id id(int entry) {
    return new Id(ids[4 * entry], ids[4 * entry + 1], ids[4 * entry + 2], ids[4 * entry + 3]);
  }

  private BlobLocation location(int entry) {
    int at = FIELDS * entry;
    return new BlobLocation(
        packs.get(fields[at] & ~TREE),
        new PackedBlob(
            kind(entry), id(entry), fields[at + 1] & 0xffff_ffffL, fields[at + 2], fields[at + 3]));
  }

  private int reading(IntSupplier question) {
    lock.readLock().lock();
    try {
      return question.getAsInt();
    } finally {
      lock.readLock().unlock();
    }
  }

  private <T> @Nullable T readingNullable(Supplier<@Nullable T> question) {
    lock.readLock().lock();
    try {
      return question.get();
    } finally {
      lock.readLock().unlock();
    }
  }
}

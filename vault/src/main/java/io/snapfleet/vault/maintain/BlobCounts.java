package io.snapfleet.vault.maintain;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import java.util.Arrays;

/**
 * Blobs, each with a small number, in about 40 bytes a blob: a repository has millions.
 * Thread-safe.
 */
final class BlobCounts {
  private static final int WORDS = 4;
  private static final int ABSENT = -1;

  private long[] ids = new long[WORDS * 1024];
  private int[] counts = new int[1024];
  private int[] slots = emptySlots(4096);
  private int size;

  /** Adds the blob with the number 0; false when it was there. */
  synchronized boolean add(BlobKind kind, Id id) {
    int slot = slot(kind, id);
    if (slots[slot] != ABSENT) {
      return false;
    }
    insert(slot, kind, id);
    return true;
  }

  synchronized boolean contains(BlobKind kind, Id id) {
    return slots[slot(kind, id)] != ABSENT;
  }

  /** The blob's number, or -1 when it is not there. */
  synchronized int get(BlobKind kind, Id id) {
    int entry = slots[slot(kind, id)];
    return entry == ABSENT ? ABSENT : counts[entry] >>> 1;
  }

  /** Sets the number of a blob that is there. */
  synchronized void set(BlobKind kind, Id id, int count) {
    int entry = slots[slot(kind, id)];
    if (entry == ABSENT) {
      throw new IllegalStateException("There is no " + kind.word() + " blob " + id.hex() + ".");
    }
    counts[entry] = (count << 1) | bit(kind);
  }

  synchronized int size() {
    return size;
  }

  private void insert(int slot, BlobKind kind, Id id) {
    if (size == counts.length) {
      ids = Arrays.copyOf(ids, 2 * ids.length);
      counts = Arrays.copyOf(counts, 2 * counts.length);
    }
    ids[WORDS * size] = id.a();
    ids[WORDS * size + 1] = id.b();
    ids[WORDS * size + 2] = id.c();
    ids[WORDS * size + 3] = id.d();
    counts[size] = bit(kind);
    slots[slot] = size++;
    if (2 * size > slots.length) {
      widen();
    }
  }

  private void widen() {
    slots = emptySlots(2 * slots.length);
    for (int entry = 0; entry < size; entry++) {
      slots[slot(kind(entry), id(entry))] = entry;
    }
  }

  /** The slot of the blob, or the free one where it belongs. */
  private int slot(BlobKind kind, Id id) {
    int mask = slots.length - 1;
    int slot = (int) (id.c() + bit(kind)) & mask;
    while (slots[slot] != ABSENT && !matches(slots[slot], kind, id)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean matches(int entry, BlobKind kind, Id id) {
    return kind(entry) == kind && id(entry).equals(id);
  }

  private BlobKind kind(int entry) {
    return (counts[entry] & 1) == 0 ? BlobKind.DATA : BlobKind.TREE;
  }

  private Id id(int entry) {
    int at = WORDS * entry;
    return new Id(ids[at], ids[at + 1], ids[at + 2], ids[at + 3]);
  }

  private static int bit(BlobKind kind) {
    return kind == BlobKind.TREE ? 1 : 0;
  }

  private static int[] emptySlots(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, ABSENT);
    return slots;
  }
}

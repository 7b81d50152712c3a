package io.snapfleet.vault.repository;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.PackedBlob;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A pack being filled. Room for a blob is set aside under the assembler's lock; the blob is then
 * encrypted straight into that room by its own thread, so that threads fill one pack together.
 */
final class OpenPack {
  private final List<PackedBlob> blobs = new ArrayList<>();
  private final List<byte[]> segments = new ArrayList<>();
  private final List<Integer> used = new ArrayList<>();
  private final Segments pool;
  private long size;
  private int writers;
  private boolean sealed;

  OpenPack(Segments pool) {
    this.pool = pool;
  }

  /** Where a blob's encrypted bytes are to be written. */
  @SuppressWarnings("ArrayRecordComponent") // never compared: it is shared memory
  record Room(byte[] segment, int offset) {}

  Room reserve(BlobKind kind, Id id, int length, int rawLength) {
    Room room = room(length);
    blobs.add(new PackedBlob(kind, id, size, length, rawLength));
    size += length;
    writers++;
    return room;
  }

  private Room room(int length) {
    int last = segments.size() - 1;
    if (last >= 0 && segments.get(last).length - used.get(last) >= length) {
      int offset = used.get(last);
      used.set(last, offset + length);
      return new Room(segments.get(last), offset);
    }
    byte[] segment = pool.take(length);
    segments.add(segment);
    used.add(length);
    return new Room(segment, 0);
  }

  /** A writer has filled its room; true when the pack can now be stored. */
  boolean written() {
    writers--;
    return sealed && writers == 0;
  }

  /** Nothing more is added; true when the pack can be stored at once. */
  boolean seal() {
    sealed = true;
    return writers == 0;
  }

  long size() {
    return size;
  }

  List<PackedBlob> blobs() {
    return blobs;
  }

  /** The pack's blobs, one after the other. */
  List<ByteBuffer> parts() {
    List<ByteBuffer> parts = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      parts.add(ByteBuffer.wrap(segments.get(i), 0, used.get(i)));
    }
    return parts;
  }

  /** Gives the memory back; nothing of the pack may be used after it. */
  void release() {
    segments.forEach(pool::giveBack);
    segments.clear();
  }
}

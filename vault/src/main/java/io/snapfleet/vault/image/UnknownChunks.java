package io.snapfleet.vault.image;

import io.snapfleet.vault.crypto.BatchHash;
import io.snapfleet.vault.crypto.BlobHash;
import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.repository.BlobSink;

/** The chunks of a segment that must be hashed and stored. Not thread-safe. */
final class UnknownChunks {

  private final int chunkSize;
  private final BatchHash hash;
  private final int[] indexes;
  private final int[] offsets;
  private final byte[] hashes;
  private int count;
  private int shorter;

  UnknownChunks(int chunkSize, int most, BatchHash hash) {
    this.chunkSize = chunkSize;
    this.hash = hash;
    this.indexes = new int[most];
    this.offsets = new int[most];
    this.hashes = new byte[most * BlobHash.LENGTH];
  }

  /** Takes note of a chunk; one that is shorter than the others is the image's last. */
  void add(int index, int offset, int length) {
    indexes[count] = index;
    offsets[count] = offset;
    count++;
    shorter = length == chunkSize ? 0 : length;
  }

  /** Stores all of them from their buffer and forgets them. */
  void store(byte[] buffer, BlobSink sink, ChunkTable table) {
    int whole = shorter == 0 ? count : count - 1;
    hash.into(buffer, offsets, whole, chunkSize, hashes);
    for (int i = 0; i < whole; i++) {
      Id id = Id.of(hashes, i * BlobHash.LENGTH);
      table.setId(indexes[i], sink.save(BlobKind.DATA, buffer, offsets[i], chunkSize, id));
    }
    if (whole < count) {
      table.setId(indexes[whole], sink.save(BlobKind.DATA, buffer, offsets[whole], shorter));
    }
    count = 0;
    shorter = 0;
  }
}

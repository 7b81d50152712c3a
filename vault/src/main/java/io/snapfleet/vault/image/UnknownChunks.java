package io.snapfleet.vault.image;

import io.snapfleet.vault.crypto.BlobHash;
import io.snapfleet.vault.crypto.LaneHash;
import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.repository.BlobSink;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a segment that must be hashed: side by side when there are enough of them and the
 * segments are large for that reason, else one by one. Not thread-safe.
 */
final class UnknownChunks {

  /** With fewer than this, one by one is faster. */
  private static final int WORTH_LANES = 48;

  private final int chunkSize;
  private final int[] indexes;
  private final int[] offsets;
  private final byte[] hashes = new byte[LaneHash.LANES * BlobHash.LENGTH];
  private final @Nullable LaneHash lanes;
  private int count;
  private int shorter;

  UnknownChunks(int chunkSize, int most) {
    this.chunkSize = chunkSize;
    this.indexes = new int[most];
    this.offsets = new int[most];
    this.lanes = most == LaneHash.LANES ? new LaneHash() : null;
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
    if (lanes != null && whole >= WORTH_LANES) {
      lanes.into(buffer, offsets, whole, chunkSize, hashes);
      for (int i = 0; i < whole; i++) {
        Id id = Id.of(hashes, i * BlobHash.LENGTH);
        table.setId(indexes[i], sink.save(BlobKind.DATA, buffer, offsets[i], chunkSize, id));
      }
    } else {
      for (int i = 0; i < whole; i++) {
        table.setId(indexes[i], sink.save(BlobKind.DATA, buffer, offsets[i], chunkSize));
      }
    }
    if (whole < count) {
      table.setId(indexes[whole], sink.save(BlobKind.DATA, buffer, offsets[whole], shorter));
    }
    count = 0;
    shorter = 0;
  }
}

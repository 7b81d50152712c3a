package io.snapfleet.vault.image;

import io.snapfleet.vault.chunk.FixedChunker;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IdList;
import java.nio.LongBuffer;
import java.util.List;

/**
 * The blob and the position hash of each chunk of an image. Threads may write different chunks at
 * the same time; what they wrote is seen by who joins them.
 */
final class ChunkTable {

  private static final int WORDS = 4;

  private final FixedChunker chunks;
  private final long[] ids;
  private final long[] hashes;

  ChunkTable(FixedChunker chunks) {
    this.chunks = chunks;
    this.ids = new long[Math.multiplyExact(WORDS, chunks.count())];
    this.hashes = new long[Math.multiplyExact(PositionHash.WORDS, chunks.count())];
  }

  static ChunkTable of(FixedChunker chunks, List<Id> ids) {
    ChunkTable table = new ChunkTable(chunks);
    for (int i = 0; i < chunks.count(); i++) {
      table.setId(i, ids.get(i));
    }
    return table;
  }

  FixedChunker chunks() {
    return chunks;
  }

  Id id(int index) {
    int at = WORDS * index;
    return new Id(ids[at], ids[at + 1], ids[at + 2], ids[at + 3]);
  }

  void setId(int index, Id id) {
    int at = WORDS * index;
    ids[at] = id.a();
    ids[at + 1] = id.b();
    ids[at + 2] = id.c();
    ids[at + 3] = id.d();
  }

  IdList ids() {
    IdList.Builder list = new IdList.Builder();
    for (int i = 0; i < chunks.count(); i++) {
      list.add(id(i));
    }
    return list.build();
  }

  void hash(int index, PositionHash hash, byte[] in, int offset) {
    hash.ofChunk(in, offset, chunks.length(index), hashes, PositionHash.WORDS * index);
  }

  /** Whether a chunk is as long here as in another table, so that the two can be compared. */
  boolean isComparable(int index, ChunkTable other) {
    return index < other.chunks.count() && chunks.length(index) == other.chunks.length(index);
  }

  /** Whether both hashes are known and the same. */
  boolean hasHashOf(int index, ChunkTable other) {
    int at = PositionHash.WORDS * index;
    long known = 0;
    long different = 0;
    for (int i = at; i < at + PositionHash.WORDS; i++) {
      known |= hashes[i];
      different |= hashes[i] ^ other.hashes[i];
    }
    return known != 0 && different == 0;
  }

  void copy(int index, ChunkTable from) {
    setId(index, from.id(index));
    System.arraycopy(
        from.hashes,
        PositionHash.WORDS * index,
        hashes,
        PositionHash.WORDS * index,
        PositionHash.WORDS);
  }

  void write(LongBuffer out) {
    out.put(ids).put(hashes);
  }

  static ChunkTable read(FixedChunker chunks, LongBuffer in) {
    ChunkTable table = new ChunkTable(chunks);
    in.get(table.ids).get(table.hashes);
    return table;
  }

  /** How many words {@link #write} puts. */
  static long words(FixedChunker chunks) {
    return (long) (WORDS + PositionHash.WORDS) * chunks.count();
  }
}

package io.snapfleet.vault.image;

import io.snapfleet.vault.chunk.FixedChunker;
import io.snapfleet.vault.format.Id;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of an image between two backups: how it looked, the tree that was made of it,
 * and of each chunk the blob and the position hash. Only a help: whoever uses it asks the
 * repository whether it still has the blobs.
 *
 * @param settled whether any later write shows in the times
 */
record ImageNotes(
    boolean settled,
    Instant mtime,
    Instant ctime,
    long inode,
    Id tree,
    PositionHash hash,
    ChunkTable table) {

  private static final long FORMAT = 0x736e_6170_696d_6702L; // "snapimg", version 2
  private static final int HEADER_WORDS = 13;

  /** Whether the image is surely what it was. */
  boolean stillHold(ImageFile image) {
    return settled
        && image.regular()
        && image.size() == table.chunks().length()
        && image.mtime().equals(mtime)
        && image.ctime().equals(ctime)
        && image.inode() == inode;
  }

  byte[] toBytes() {
    FixedChunker chunks = table.chunks();
    long words = HEADER_WORDS + PositionHash.KEY_WORDS + ChunkTable.words(chunks);
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(words * Long.BYTES));
    LongBuffer out = bytes.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    out.put(FORMAT).put(settled ? 1 : 0).put(chunks.length()).put(chunks.size());
    out.put(mtime.getEpochSecond()).put(mtime.getNano());
    out.put(ctime.getEpochSecond()).put(ctime.getNano());
    out.put(inode).put(tree.a()).put(tree.b()).put(tree.c()).put(tree.d());
    hash.writeKey(out);
    table.write(out);
    return bytes.array();
  }

  /** What the bytes say, or nothing when they are not notes of this format. */
  static Optional<ImageNotes> read(byte[] bytes) {
    LongBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    try {
      return in.get() == FORMAT ? Optional.of(read(in)) : Optional.empty();
    } catch (BufferUnderflowException
        | IllegalArgumentException
        | ArithmeticException
        | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static ImageNotes read(LongBuffer in) {
    boolean settled = in.get() == 1;
    FixedChunker chunks = new FixedChunker(in.get(), Math.toIntExact(in.get()));
    Instant mtime = Instant.ofEpochSecond(in.get(), in.get());
    Instant ctime = Instant.ofEpochSecond(in.get(), in.get());
    long inode = in.get();
    Id tree = new Id(in.get(), in.get(), in.get(), in.get());
    PositionHash hash = PositionHash.read(in);
    if (in.remaining() != ChunkTable.words(chunks)) {
      throw new IllegalArgumentException("The chunks of the notes are not complete.");
    }
    return new ImageNotes(settled, mtime, ctime, inode, tree, hash, ChunkTable.read(chunks, in));
  }
}

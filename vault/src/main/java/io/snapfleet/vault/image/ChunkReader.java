package io.snapfleet.vault.image;

import io.snapfleet.vault.chunk.FixedChunker;
import io.snapfleet.vault.crypto.BatchHash;
import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.repository.BlobSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads segments of an image and finds or stores the blob of each chunk. Not thread-safe; each
 * thread has its own, and all write to one table.
 */
final class ChunkReader implements Crew.Worker<ImagePlan.Segment> {

  /**
   * What the readers of one backup share.
   *
   * @param chunksAtOnce how many chunks a segment has at most
   * @param hashes for the names of chunks, one for each reader
   * @param hash for position hashes; null when nothing is remembered
   * @param before the chunks of last time; null when nothing is remembered
   */
  record Shared(
      Path image,
      ImagePlan plan,
      int chunksAtOnce,
      Supplier<BatchHash> hashes,
      BlobSink sink,
      ZeroChunk zero,
      @Nullable PositionHash hash,
      @Nullable ChunkTable before,
      ChunkTable now,
      LongAdder recognized,
      ImageProgress progress) {}

  private final Shared shared;
  private final FixedChunker chunks;
  private final int stride;
  private final FileChannel channel;
  private final byte[] buffer;
  private final UnknownChunks unknown;

  ChunkReader(Shared shared) throws IOException {
    this.shared = shared;
    this.chunks = shared.plan.chunks();
    this.stride = chunks.size() + BatchHash.GAP;
    this.buffer = new byte[shared.chunksAtOnce * stride];
    this.unknown = new UnknownChunks(chunks.size(), shared.chunksAtOnce, shared.hashes.get());
    this.channel = FileChannel.open(shared.image, StandardOpenOption.READ);
  }

  @Override
  public void work(ImagePlan.Segment segment) throws IOException {
    int read = 0;
    for (int i = 0; i < segment.count(); i++) {
      int index = segment.first() + i;
      int offset = i * stride;
      int length = read(index, offset);
      Id known = known(index, offset, length);
      if (known != null) {
        shared.now.setId(index, known);
      } else {
        unknown.add(index, offset, length);
      }
      read += length;
    }
    unknown.store(buffer, shared.sink, shared.now);
    shared.progress.advanced(read);
  }

  /** The blob of a chunk whose bytes need no SHA-256, or null. */
  private @Nullable Id known(int index, int offset, int length) {
    if (shared.hash != null) {
      shared.now.hash(index, shared.hash, buffer, offset);
      Id known = recognize(index);
      if (known != null) {
        shared.recognized.add(length);
        return known;
      }
    }
    return shared.zero.matches(buffer, offset, length)
        ? shared.zero.used(shared.sink, length)
        : null;
  }

  /** The blob of a chunk that is what it was last time, or null. */
  private @Nullable Id recognize(int index) {
    ChunkTable before = shared.before;
    if (before == null
        || !shared.now.isComparable(index, before)
        || !shared.now.hasHashOf(index, before)) {
      return null;
    }
    Id id = before.id(index);
    return shared.sink.has(BlobKind.DATA, id) ? id : null;
  }

  /**
   * Reads one chunk, with zeros after the end of the image: its bytes are still in the processor's
   * cache when they are compared.
   */
  private int read(int index, int offset) throws IOException {
    int length = chunks.length(index);
    ByteBuffer target = ByteBuffer.wrap(buffer, offset, length);
    long from = chunks.offset(index) - offset;
    while (target.hasRemaining()) {
      if (channel.read(target, from + target.position()) < 0) {
        throw new ImageException(
            "%s became shorter than %d bytes while it was read; nothing of this backup counts."
                .formatted(shared.image, chunks.length()));
      }
    }
    Arrays.fill(buffer, offset + length, offset + PositionHash.padded(length), (byte) 0);
    return length;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

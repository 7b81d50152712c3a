package io.snapfleet.vault.image;

import io.snapfleet.vault.chunk.FixedChunker;
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
   * @param hash for position hashes; null when nothing is remembered
   * @param before the chunks of last time; null when nothing is remembered
   */
  record Shared(
      Path image,
      ImagePlan plan,
      int chunksAtOnce,
      BlobSink sink,
      ZeroChunk zero,
      @Nullable PositionHash hash,
      @Nullable ChunkTable before,
      ChunkTable now,
      LongAdder recognized,
      ImageProgress progress) {}

  private final Shared shared;
  private final FixedChunker chunks;
  private final FileChannel channel;
  private final byte[] buffer;
  private final UnknownChunks unknown;

  ChunkReader(Shared shared) throws IOException {
    this.shared = shared;
    this.chunks = shared.plan.chunks();
    this.buffer = new byte[shared.chunksAtOnce * chunks.size()];
    this.unknown = new UnknownChunks(chunks.size(), shared.chunksAtOnce);
    this.channel = FileChannel.open(shared.image, StandardOpenOption.READ);
  }

  @Override
  public void work(ImagePlan.Segment segment) throws IOException {
    int length = read(segment);
    for (int i = 0; i < segment.count(); i++) {
      int index = segment.first() + i;
      Id known = known(index, i * chunks.size(), chunks.length(index));
      if (known != null) {
        shared.now.setId(index, known);
      } else {
        unknown.add(index, i * chunks.size(), chunks.length(index));
      }
    }
    unknown.store(buffer, shared.sink, shared.now);
    shared.progress.advanced(length);
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

  /** Fills the buffer, with zeros after the end of the image. */
  private int read(ImagePlan.Segment segment) throws IOException {
    long from = chunks.offset(segment.first());
    int last = segment.first() + segment.count() - 1;
    int length = (int) (chunks.offset(last) + chunks.length(last) - from);
    ByteBuffer target = ByteBuffer.wrap(buffer, 0, length);
    while (target.hasRemaining()) {
      if (channel.read(target, from + target.position()) < 0) {
        throw new ImageException(
            "%s became shorter than %d bytes while it was read; nothing of this backup counts."
                .formatted(shared.image, chunks.length()));
      }
    }
    Arrays.fill(buffer, length, Math.min(buffer.length, PositionHash.padded(length)), (byte) 0);
    return length;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

package io.snapfleet.fleet.backup;

import io.snapfleet.vault.chunk.ContentChunker;
import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.repository.BlobSink;
import java.io.OutputStream;

/**
 * Cuts a stream into blobs as it comes; one after another where there are several. Holds one chunk
 * in memory. Not thread-safe.
 */
final class ContentWriter extends OutputStream {
  private final BlobSink sink;
  private final ContentChunker chunker;
  private byte[] buffer = new byte[2 * ContentChunker.MINIMUM];
  private int length;
  private long bytes;
  private IdList.Builder content = new IdList.Builder();

  ContentWriter(BlobSink sink, long polynomial) {
    this.sink = sink;
    this.chunker = new ContentChunker(polynomial);
  }

  /** How many bytes came since the last stream ended. */
  long bytes() {
    return bytes;
  }

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int count) {
    int at = offset;
    int end = offset + count;
    while (at < end) {
      makeRoom();
      int taken = Math.min(buffer.length - length, end - at);
      System.arraycopy(from, at, buffer, length, taken);
      length += taken;
      at += taken;
      cut(false);
    }
    bytes += count;
  }

  /** Ends the stream and gives its blobs; the next one may begin. */
  IdList finish() {
    cut(true);
    chunker.reset();
    IdList whole = content.build();
    content = new IdList.Builder();
    bytes = 0;
    return whole;
  }

  /** Gives up what came of a stream that is not to be kept. */
  void abandon() {
    length = 0;
    bytes = 0;
    chunker.reset();
    content = new IdList.Builder();
  }

  private void makeRoom() {
    if (length == buffer.length) {
      buffer = java.util.Arrays.copyOf(buffer, Math.min(2 * length, ContentChunker.MAXIMUM));
    }
  }

  private void cut(boolean atEnd) {
    int from = 0;
    for (int next = next(from, atEnd); next > 0; next = next(from, atEnd)) {
      content.add(sink.save(BlobKind.DATA, buffer, from, next));
      from += next;
    }
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, length - from);
      length -= from;
    }
  }

  private int next(int from, boolean atEnd) {
    return chunker.next(buffer, from, length, atEnd);
  }
}

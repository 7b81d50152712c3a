package io.snapfleet.vault.store;

import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The bytes of several buffers one after another; the buffers themselves stay as they are. */
final class BufferStream extends InputStream {
  private final ByteBuffer[] parts;
  private int current;

  BufferStream(ByteBuffer... parts) {
    this.parts = duplicates(parts);
  }

  static long length(ByteBuffer... parts) {
    long length = 0;
    for (ByteBuffer part : parts) {
      length += part.remaining();
    }
    return length;
  }

  /** The bytes from {@code offset} on, {@code length} of them, without copying. */
  static ByteBuffer[] range(ByteBuffer[] parts, long offset, long length) {
    ByteBuffer[] range = duplicates(parts);
    long start = 0;
    for (ByteBuffer part : range) {
      int size = part.remaining();
      int from = Math.clamp(offset - start, 0, size);
      int to = Math.clamp(offset + length - start, from, size);
      part.limit(part.position() + to).position(part.position() + from);
      start += size;
    }
    return range;
  }

  @Override
  public int read() {
    @Nullable ByteBuffer part = nextPart();
    return part == null ? -1 : Byte.toUnsignedInt(part.get());
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    @Nullable ByteBuffer part = nextPart();
    if (part == null) {
      return -1;
    }
    int count = Math.min(length, part.remaining());
    part.get(target, offset, count);
    return count;
  }

  private @Nullable ByteBuffer nextPart() {
    while (current < parts.length && !parts[current].hasRemaining()) {
      current++;
    }
    return current == parts.length ? null : parts[current];
  }

  private static ByteBuffer[] duplicates(ByteBuffer... parts) {
    ByteBuffer[] copies = new ByteBuffer[parts.length];
    for (int at = 0; at < parts.length; at++) {
      copies[at] = parts[at].duplicate();
    }
    return copies;
  }
}

package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.Node;
import java.io.IOException;

/**
 * A file being restored, piece by piece, by the threads that have its pieces. It stands at its
 * place from the start, unless another file is there: then it takes that one's place at the end.
 */
final class RestoredFile {
  private static final int ZEROS = 4096;

  private final byte[] path;
  private final Node node;
  private final boolean sparse;
  private byte[] written;
  private boolean made;
  private int pending;
  private boolean failed;

  RestoredFile(byte[] path, Node node, boolean sparse) {
    this.path = path;
    this.node = node;
    this.sparse = sparse;
    this.written = path;
  }

  byte[] path() {
    return path;
  }

  Node node() {
    return node;
  }

  /** So many pieces will come. */
  void expect(int pieces) {
    pending = pieces;
  }

  /** Writes a piece; true when the file is whole with it. */
  synchronized boolean write(byte[] content, int offset, int length, long position)
      throws IOException {
    int descriptor = open();
    try {
      if (sparse) {
        writeAroundZeros(descriptor, content, offset, length, position);
      } else {
        PosixWriter.here().write(descriptor, content, offset, length, position, written);
      }
    } finally {
      PosixWriter.here().close(descriptor);
    }
    return --pending == 0;
  }

  /** An empty file is made, or one of which nothing but zeros is left to write. */
  void finish(Attributes attributes) throws IOException {
    if (!made) {
      PosixWriter.here().close(open());
    }
    attributes.apply(written, node);
    if (written != path) {
      PosixWriter.here().rename(written, path);
    }
  }

  /** Gives the file up; true the first time. A file that was there before stays. */
  synchronized boolean fail() {
    boolean first = !failed;
    failed = true;
    return first;
  }

  synchronized boolean hasFailed() {
    return failed;
  }

  private int open() throws IOException {
    PosixWriter writer = PosixWriter.here();
    int flags = PosixCalls.O_WRONLY | PosixCalls.O_NOFOLLOW;
    if (made) {
      return writer.open(written, flags, 0);
    }
    int descriptor = create(writer, flags | PosixCalls.O_CREAT | PosixCalls.O_EXCL);
    made = true;
    if (sparse) {
      writer.truncate(descriptor, node.size(), written);
    }
    return descriptor;
  }

  private int create(PosixWriter writer, int flags) throws IOException {
    try {
      return writer.open(path, flags, 0600);
    } catch (PosixException e) {
      if (e.errno() != PosixException.EEXIST) {
        throw e;
      }
      written = Paths.beside(path);
      return writer.open(written, flags, 0600);
    }
  }

  private void writeAroundZeros(
      int descriptor, byte[] content, int offset, int length, long position) throws IOException {
    int limit = offset + length;
    int from = offset;
    while (from < limit) {
      int start = from;
      while (start < limit && isZero(content, start, Math.min(ZEROS, limit - start))) {
        start += ZEROS;
      }
      int end = Math.min(start, limit);
      while (end < limit && !isZero(content, end, Math.min(ZEROS, limit - end))) {
        end += ZEROS;
      }
      int stop = Math.min(end, limit);
      if (start < stop) {
        PosixWriter.here()
            .write(descriptor, content, start, stop - start, position + start - offset, written);
      }
      from = stop;
    }
  }

  private static boolean isZero(byte[] content, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (content[i] != 0) {
        return false;
      }
    }
    return true;
  }
}

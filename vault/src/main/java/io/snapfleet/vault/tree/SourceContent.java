package io.snapfleet.vault.tree;

import java.io.IOException;

/** The bytes of a file that is archived, read once from front to back by one thread. */
public interface SourceContent extends AutoCloseable {
  /** Reads some bytes, at least one; -1 at the end. */
  int read(byte[] buffer, int offset, int length) throws IOException;

  /** Whether the file is, after reading, another than its entry described. */
  boolean changedMeanwhile() throws IOException;

  @Override
  void close() throws IOException;
}

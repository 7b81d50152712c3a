package io.snapfleet.vault.repository;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;

/**
 * Takes the blobs of one backup. Thread-safe; threads that save at the same time compress and
 * encrypt at the same time. What is saved counts only once {@link #flush} has returned.
 */
public interface BlobSink extends AutoCloseable {

  /**
   * Hashes the bytes and, unless the repository has them, takes them on to be stored. The bytes are
   * the caller's again when this returns. Waits while too much is under way.
   */
  Id save(BlobKind kind, byte[] data, int offset, int length);

  /**
   * As {@link #save}, for a caller that has computed the bytes' SHA-256 already, many at once; the
   * id is taken on trust.
   */
  Id save(BlobKind kind, byte[] data, int offset, int length, Id id);

  /** Stores the blob although the repository has it: for moving it out of a pack. */
  void saveAgain(BlobKind kind, byte[] data, int offset, int length, Id id);

  /** Whether the blob is in the repository or on its way there; then it need not be read again. */
  boolean has(BlobKind kind, Id id);

  /** Waits until all that was saved is durable and listed in the index. May be called again. */
  void flush();

  /** What has been stored through this sink so far. */
  SinkStatistics statistics();

  /** Lets go of it; what was saved since the last flush is given up. */
  @Override
  void close();
}

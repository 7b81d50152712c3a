package io.snapfleet.vault.repository;

import io.snapfleet.vault.format.PackedBlob;

/**
 * Takes a blob's content: as many bytes of the array, from the offset on, as the blob is long. The
 * array is the caller's again when this returns.
 */
@FunctionalInterface
public interface BlobConsumer {
  void accept(PackedBlob blob, byte[] content, int offset);

  /** A blob that is not what was stored; unless this throws, reading goes on with the next one. */
  default void damaged(PackedBlob blob, DamagedException cause) {
    throw cause;
  }
}

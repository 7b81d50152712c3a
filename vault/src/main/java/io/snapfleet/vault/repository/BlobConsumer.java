package io.snapfleet.vault.repository;

import io.snapfleet.vault.format.PackedBlob;

/** Takes a blob's content; the array is the caller's again when this returns. */
@FunctionalInterface
public interface BlobConsumer {
  void accept(PackedBlob blob, byte[] content, int length);
}

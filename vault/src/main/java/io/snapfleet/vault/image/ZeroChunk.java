package io.snapfleet.vault.image;

import io.snapfleet.vault.crypto.BlobHash;
import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.repository.BlobSink;
import java.util.Arrays;

/** The chunk of zeros, which is what holes are and what much of an image is. Thread-safe. */
final class ZeroChunk {

  private final byte[] zeros;
  private final Id id;
  private boolean saved;

  ZeroChunk(int size) {
    zeros = new byte[size];
    id = Id.of(BlobHash.of(zeros));
  }

  /** Whether a chunk is all zeros. */
  boolean matches(byte[] buffer, int offset, int length) {
    return Arrays.equals(buffer, offset, offset + length, zeros, 0, length);
  }

  /** The id for a chunk of the image; the repository is given the blob, once. */
  Id used(BlobSink sink, int length) {
    return length == zeros.length ? used(sink) : sink.save(BlobKind.DATA, zeros, 0, length);
  }

  private synchronized Id used(BlobSink sink) {
    if (!saved) {
      sink.save(BlobKind.DATA, zeros, 0, zeros.length, id);
      saved = true;
    }
    return id;
  }
}

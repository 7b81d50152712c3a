package io.snapfleet.vault.tree;

import io.snapfleet.vault.crypto.BlobHash;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.NodeKind;
import io.snapfleet.vault.format.RawText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of what a directory's listing shows of its entries. Two listings with one hash need
 * not be compared entry by entry. Not thread-safe.
 */
public final class ListingHash {
  private static final int BUFFER = 4096;

  private final MessageDigest digest = BlobHash.newDigest();
  private final ByteBuffer fields = ByteBuffer.allocate(BUFFER);

  private ListingHash() {}

  /**
   * The hash of a listing in its order; null where one of the entries does not show whether it has
   * changed. Sockets do not count, for they are not archived.
   */
  static @Nullable Id of(List<SourceEntry> entries) {
    ListingHash hash = new ListingHash();
    for (SourceEntry entry : entries) {
      if (entry.kind() != NodeKind.SOCKET && !entry.addTo(hash)) {
        return null;
      }
    }
    hash.drain();
    return Id.of(hash.digest.digest());
  }

  void add(long number) {
    if (fields.remaining() < Long.BYTES) {
      drain();
    }
    fields.putLong(number);
  }

  void add(RawText text) {
    add(text.bytes());
  }

  void add(String text) {
    add(text.getBytes(StandardCharsets.UTF_8));
  }

  private void add(byte[] bytes) {
    add(bytes.length);
    if (fields.remaining() < bytes.length) {
      drain();
    }
    if (fields.remaining() < bytes.length) {
      digest.update(bytes);
    } else {
      fields.put(bytes);
    }
  }

  private void drain() {
    digest.update(fields.array(), 0, fields.position());
    fields.clear();
  }
}

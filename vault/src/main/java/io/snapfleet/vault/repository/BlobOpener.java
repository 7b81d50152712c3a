package io.snapfleet.vault.repository;

import io.snapfleet.vault.crypto.BlobHash;
import io.snapfleet.vault.crypto.DataKey;
import io.snapfleet.vault.crypto.WrongMacException;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.PackedBlob;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Decrypts, decompresses and checks blobs. Thread-safe. */
final class BlobOpener {
  private final DataKey key;
  private final Zstandard zstandard;
  private final ConcurrentLinkedQueue<byte[]> idle = new ConcurrentLinkedQueue<>();

  BlobOpener(DataKey key, Zstandard zstandard) {
    this.key = key;
    this.zstandard = zstandard;
  }

  /**
   * Opens a blob whose stored bytes are in an array and writes it to another, which has room for
   * its plain length. What comes out has the hash that names the blob, or {@link DamagedException}.
   */
  void open(Id pack, PackedBlob blob, byte[] in, int offset, byte[] out, int outOffset) {
    openUnhashed(pack, blob, in, offset, out, outOffset);
    if (!Id.of(BlobHash.of(out, outOffset, blob.plainLength())).equals(blob.id())) {
      throw otherHash(pack, blob);
    }
  }

  /** The same, but for the hash, which the caller compares. */
  void openUnhashed(Id pack, PackedBlob blob, byte[] in, int offset, byte[] out, int outOffset) {
    try {
      decode(blob, in, offset, out, outOffset);
    } catch (WrongMacException | DamagedException e) {
      throw damaged(pack, blob, e.getMessage(), e);
    }
  }

  static DamagedException otherHash(Id pack, PackedBlob blob) {
    return damaged(pack, blob, "its content has another hash", null);
  }

  private void decode(PackedBlob blob, byte[] in, int offset, byte[] out, int outOffset) {
    if (!blob.isCompressed()) {
      key.decrypt(in, offset, blob.length(), out, outOffset);
      return;
    }
    byte[] compressed = lend(blob.length());
    try {
      int length = key.decrypt(in, offset, blob.length(), compressed, 0);
      zstandard.decompress(compressed, 0, length, out, outOffset, blob.rawLength());
    } finally {
      idle.add(compressed);
    }
  }

  private byte[] lend(int least) {
    byte @Nullable [] one = idle.poll();
    return one != null && one.length >= least ? one : new byte[Math.max(least, 1 << 20)];
  }

  private static DamagedException damaged(
      Id pack, PackedBlob blob, @Nullable String why, @Nullable Exception cause) {
    String message =
        "%s blob %s in pack %s is damaged: %s."
            .formatted(blob.kind().word(), blob.id().hex(), pack.hex(), why);
    return cause == null ? new DamagedException(message) : new DamagedException(message, cause);
  }
}

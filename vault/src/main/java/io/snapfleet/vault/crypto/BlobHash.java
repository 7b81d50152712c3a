package io.snapfleet.vault.crypto;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, which names every blob and file of a repository. Thread-safe. */
public final class BlobHash {

  public static final int LENGTH = 32;

  private static final ThreadLocal<MessageDigest> DIGEST =
      ThreadLocal.withInitial(BlobHash::newDigest);

  private BlobHash() {}

  public static byte[] of(byte[] data) {
    return of(data, 0, data.length);
  }

  public static byte[] of(byte[] data, int offset, int length) {
    byte[] hash = new byte[LENGTH];
    into(data, offset, length, hash, 0);
    return hash;
  }

  /** Writes the {@link #LENGTH} bytes of the hash to {@code out} at {@code outOffset}. */
  public static void into(byte[] data, int offset, int length, byte[] out, int outOffset) {
    MessageDigest digest = DIGEST.get();
    digest.update(data, offset, length);
    try {
      digest.digest(out, outOffset, LENGTH);
    } catch (DigestException e) {
      throw new IllegalArgumentException("No room for a hash at %d".formatted(outOffset), e);
    }
  }

  /** A fresh digest, for data that comes in pieces. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime has no SHA-256", e);
    }
  }
}

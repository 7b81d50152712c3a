package io.snapfleet.remote;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSAUtils;

/** An ed25519 public key as it goes over the wire: its type's name, then its 32 bytes. */
final class SshPublicKey {
  static final String TYPE = "ssh-ed25519";
  private static final byte[] PREFIX = prefix();
  private static final int RAW_LENGTH = 32;

  private final byte[] blob;

  private SshPublicKey(byte[] blob) {
    this.blob = blob;
  }

  static SshPublicKey of(PublicKey key) {
    try {
      ByteArrayBuffer buffer = new ByteArrayBuffer();
      buffer.putString(TYPE);
      buffer.putBytes(EdDSAUtils.getBytes(key));
      return new SshPublicKey(buffer.getCompactData());
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException("not an ed25519 key: " + key.getAlgorithm(), e);
    }
  }

  /** Takes an {@code ssh-ed25519 AAAA...} line, with or without a comment. */
  static SshPublicKey parse(String line) {
    List<String> words = List.of(line.strip().split("\\s+", 3));
    byte[] blob = words.size() < 2 ? new byte[0] : decode(words.get(1));
    boolean valid =
        words.getFirst().equals(TYPE)
            && blob.length == PREFIX.length + RAW_LENGTH
            && Arrays.equals(blob, 0, PREFIX.length, PREFIX, 0, PREFIX.length);
    if (!valid) {
      throw new RemoteException(
          "\"" + line.strip() + "\" is not an ed25519 public key (ssh-ed25519 AAAA...)");
    }
    return new SshPublicKey(blob);
  }

  byte[] blob() {
    return blob.clone();
  }

  String line() {
    return TYPE + " " + Base64.getEncoder().encodeToString(blob);
  }

  String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SshPublicKey key && MessageDigest.isEqual(key.blob, blob);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(blob);
  }

  @Override
  public String toString() {
    return line();
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte[] prefix() {
    ByteArrayBuffer buffer = new ByteArrayBuffer();
    buffer.putBytes(TYPE.getBytes(StandardCharsets.US_ASCII));
    buffer.putUInt(RAW_LENGTH);
    return buffer.getCompactData();
  }
}

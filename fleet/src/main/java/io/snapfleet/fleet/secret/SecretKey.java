package io.snapfleet.fleet.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An AES-256-GCM key, with a name that tells it from others and gives nothing away. Tink's own
 * primitive without its keysets, whose registry and protocol buffers would cost every command that
 * needs a credential their start-up time. Thread-safe.
 *
 * @param id 8 hexadecimal digits
 */
record SecretKey(String id, Aead cipher) {
  static final int BYTES = 32;

  /** Reads a key from base64; {@code where} is what messages call it. */
  static SecretKey of(String base64, String where) {
    byte[] bytes = decode(base64, where);
    if (bytes.length != BYTES) {
      throw malformed(where);
    }
    try {
      return new SecretKey(idOf(bytes), new AesGcmJce(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no AES-GCM", e);
    }
  }

  private static byte[] decode(String base64, String where) {
    try {
      return Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      throw malformed(where);
    }
  }

  private static SecretException malformed(String where) {
    return new SecretException(
        where + " is no secret key, which is 32 bytes in base64",
        where,
        "bring the former key back; a first key is made by: head -c 32 /dev/urandom | base64");
  }

  private static String idOf(byte[] key) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update("snapfleet secret key id".getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().formatHex(digest.digest(key), 0, 4);
  }

  @Override
  public String toString() {
    return "SecretKey[" + id + "]";
  }
}

package io.snapfleet.vault.crypto;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Turns a password into the key that a repository's key file is encrypted with. */
public final class PasswordKey {

  private static final int KEY_LENGTH = 64;

  private PasswordKey() {}

  /**
   * The key of a password: scrypt's 64 bytes are the encryption key, then k, then r of the
   * authentication key. Takes as long as the parameters ask for, on all cores when there are lanes.
   */
  public static DataKey derive(char[] password, ScryptParameters parameters) {
    byte[] bytes = utf8(password);
    byte[] derived = Scrypt.derive(bytes, parameters, KEY_LENGTH);
    try {
      return DataKey.fromBytes(derived);
    } finally {
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(derived, (byte) 0);
    }
  }

  private static byte[] utf8(char[] password) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
    byte[] bytes = new byte[encoded.limit()];
    encoded.get(bytes);
    encoded.clear();
    encoded.put(new byte[encoded.capacity()]);
    return bytes;
  }
}

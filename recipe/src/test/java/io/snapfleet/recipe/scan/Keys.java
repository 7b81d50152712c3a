package io.snapfleet.recipe.scan;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Keys that nobody uses, new ones each time. */
final class Keys {
  private Keys() {}

  static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A private key's text under this title. */
  static String pem(String title) {
    return pem(title, pair().getPrivate().getEncoded());
  }

  static String pem(String title, byte[] body) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(title, base64(body));
  }

  static String base64(byte[] body) {
    return Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(body);
  }
}

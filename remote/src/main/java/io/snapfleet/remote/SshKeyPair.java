package io.snapfleet.remote;

import io.snapfleet.remote.secret.Secret;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Objects;

/**
 * An ed25519 key pair in OpenSSH's own formats, for a machine's host key or for our login.
 *
 * @param privateKey the text of an OpenSSH private key file, unencrypted
 * @param publicLine {@code ssh-ed25519 AAAA...}
 */
public record SshKeyPair(Secret privateKey, String publicLine) {
  public SshKeyPair {
    Objects.requireNonNull(privateKey, "privateKey");
    Objects.requireNonNull(publicLine, "publicLine");
  }

  /** Makes a new pair from the system's randomness. */
  public static SshKeyPair generate() {
    KeyPair pair = newPair();
    return new SshKeyPair(OpenSshPrivateKey.encode(pair), publicLine(pair.getPublic()));
  }

  /**
   * The pair of a private key.
   *
   * @throws RemoteException where the text is no unencrypted ed25519 key in OpenSSH's format; its
   *     message does not repeat the text
   */
  public static SshKeyPair of(Secret privateKey) {
    KeyPair pair = OpenSshPrivateKey.decode(privateKey);
    return new SshKeyPair(privateKey, publicLine(pair.getPublic()));
  }

  /** The public key's {@code SHA256:...} fingerprint, as OpenSSH prints it. */
  public String fingerprint() {
    return SshPublicKey.parse(publicLine).fingerprint();
  }

  private static String publicLine(PublicKey key) {
    return SshPublicKey.of(key).line();
  }

  private static KeyPair newPair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no ed25519 keys", e);
    }
  }
}

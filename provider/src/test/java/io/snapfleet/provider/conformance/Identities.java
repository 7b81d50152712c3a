package io.snapfleet.provider.conformance;

import io.snapfleet.provider.api.BootIdentity;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Identities with fresh ed25519 keys, in the forms OpenSSH reads. */
public final class Identities {
  private static final String TYPE = "ssh-ed25519";
  private static final KeyPair LOGIN = generate();

  private Identities() {}

  static BootIdentity named(String hostName) {
    KeyPair host = generate();
    return new BootIdentity(
        hostName,
        privateFile(host),
        publicLine(host),
        List.of(publicLine(LOGIN), publicLine(generate())));
  }

  /** A private key file that may log in to every machine of the suite in this process. */
  public static String loginKey() {
    return privateFile(LOGIN);
  }

  private static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java since 15 has Ed25519", e);
    }
  }

  private static String publicLine(KeyPair keys) {
    return TYPE + " " + Base64.getEncoder().encodeToString(publicBlob(keys));
  }

  /** The format of OpenSSH's PROTOCOL.key, without encryption. */
  private static String privateFile(KeyPair keys) {
    byte[] file =
        bytes(
            out -> {
              out.write("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII));
              string(out, "none".getBytes(StandardCharsets.US_ASCII));
              string(out, "none".getBytes(StandardCharsets.US_ASCII));
              string(out, new byte[0]);
              out.writeInt(1);
              string(out, publicBlob(keys));
              string(out, padded(privateBlob(keys)));
            });
    String lines = Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(file);
    return "-----BEGIN OPENSSH PRIVATE KEY-----\n"
        + lines
        + "\n-----END OPENSSH PRIVATE KEY-----\n";
  }

  private static byte[] publicBlob(KeyPair keys) {
    return bytes(
        out -> {
          string(out, TYPE.getBytes(StandardCharsets.US_ASCII));
          string(out, point(keys));
        });
  }

  private static byte[] privateBlob(KeyPair keys) {
    byte[] seed = ((EdECPrivateKey) keys.getPrivate()).getBytes().orElseThrow();
    return bytes(
        out -> {
          out.writeInt(1);
          out.writeInt(1);
          string(out, TYPE.getBytes(StandardCharsets.US_ASCII));
          string(out, point(keys));
          string(out, concatenated(seed, point(keys)));
          string(out, new byte[0]);
        });
  }

  /** The last 32 bytes of the X.509 form are the point as RFC 8032 writes it. */
  private static byte[] point(KeyPair keys) {
    byte[] encoded = keys.getPublic().getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
  }

  private static byte[] concatenated(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] padded(byte[] blob) {
    byte[] padded = Arrays.copyOf(blob, (blob.length + 7) / 8 * 8);
    for (int index = blob.length; index < padded.length; index++) {
      padded[index] = (byte) (index - blob.length + 1);
    }
    return padded;
  }

  private static void string(DataOutputStream out, byte[] content) throws IOException {
    out.writeInt(content.length);
    out.write(content);
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writing.to(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail to be written", e);
    }
    return bytes.toByteArray();
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }
}

package io.snapfleet.devcloud.machine;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * Reads an ed25519 key from an OpenSSH private key file without encryption. Both halves are in the
 * file; the SSH library wants to derive one from the other, which not every security provider can.
 */
final class HostKeyFile {
  private static final int MAGIC = "openssh-key-v1\0".length();
  private static final int CHECKS = 2 * Integer.BYTES;
  private static final int SEED = 32;

  private HostKeyFile() {}

  static KeyPair read(String text) throws GeneralSecurityException {
    String body = text.replaceAll("-----[A-Z ]+-----|\\s", "");
    try {
      ByteBuffer file = ByteBuffer.wrap(Base64.getDecoder().decode(body)).position(MAGIC);
      for (int field = 0; field < 3; field++) {
        string(file);
      }
      file.getInt();
      string(file);
      ByteBuffer key = ByteBuffer.wrap(string(file)).position(CHECKS);
      string(key);
      byte[] point = string(key);
      byte[] seed = Arrays.copyOf(string(key), SEED);
      return new KeyPair(
          SecurityUtils.generateEDDSAPublicKey(KeyPairProvider.SSH_ED25519, point),
          SecurityUtils.generateEDDSAPrivateKey(KeyPairProvider.SSH_ED25519, seed));
    } catch (IllegalArgumentException | BufferUnderflowException | IOException broken) {
      throw new GeneralSecurityException("not an OpenSSH ed25519 private key file", broken);
    }
  }

  private static byte[] string(ByteBuffer buffer) {
    int length = buffer.getInt();
    if (length < 0 || length > buffer.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] content = new byte[length];
    buffer.get(content);
    return content;
  }
}

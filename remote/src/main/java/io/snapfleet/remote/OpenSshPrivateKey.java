package io.snapfleet.remote;

import io.snapfleet.remote.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * The unencrypted ed25519 form of OpenSSH's private key file, as its PROTOCOL.key describes it:
 * {@code openssh-key-v1}, three fields that say "no encryption", the public key, and a section with
 * two equal check numbers, both keys, a comment, and padding 1, 2, 3... to a multiple of 8.
 */
final class OpenSshPrivateKey {
  private static final String HEADER = "-----BEGIN OPENSSH PRIVATE KEY-----";
  private static final String FOOTER = "-----END OPENSSH PRIVATE KEY-----";
  private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
  private static final int LINE_LENGTH = 70;
  private static final int BLOCK = 8;
  private static final int SEED_LENGTH = 32;

  private OpenSshPrivateKey() {}

  static Secret encode(KeyPair pair) {
    Buffer file = new ByteArrayBuffer();
    file.putRawBytes(MAGIC);
    file.putString("none");
    file.putString("none");
    file.putString("");
    file.putUInt(1);
    file.putBytes(SshPublicKey.of(pair.getPublic()).blob());
    file.putBytes(privateSection(pair));
    byte[] newline = {'\n'};
    String body = Base64.getMimeEncoder(LINE_LENGTH, newline).encodeToString(file.getCompactData());
    return new Secret(HEADER + "\n" + body + "\n" + FOOTER + "\n");
  }

  /**
   * @throws RemoteException for any other text; its message does not repeat the text
   */
  static KeyPair decode(Secret text) {
    try {
      return read(new ByteArrayBuffer(body(text.reveal())));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new RemoteException(
          "the login key is not an unencrypted ed25519 key in OpenSSH's private key format"
              + " (as ssh-keygen -t ed25519 -N '' writes it)",
          e);
    }
  }

  private static byte[] privateSection(KeyPair pair) {
    byte[] raw = JdkEdDsaSupport.rawPublic(pair.getPublic());
    byte[] seed = JdkEdDsaSupport.seed(pair.getPrivate());
    int check = new SecureRandom().nextInt() & Integer.MAX_VALUE;
    Buffer section = new ByteArrayBuffer();
    section.putUInt(check);
    section.putUInt(check);
    section.putString(SshPublicKey.TYPE);
    section.putBytes(raw);
    byte[] both = Arrays.copyOf(seed, seed.length + raw.length);
    System.arraycopy(raw, 0, both, seed.length, raw.length);
    section.putBytes(both);
    section.putString("");
    for (byte pad = 1; section.available() % BLOCK != 0; pad++) {
      section.putByte(pad);
    }
    return section.getCompactData();
  }

  private static byte[] body(String text) {
    String stripped = text.strip();
    require(stripped.startsWith(HEADER) && stripped.endsWith(FOOTER), "not a private key file");
    return Base64.getMimeDecoder()
        .decode(stripped.substring(HEADER.length(), stripped.length() - FOOTER.length()));
  }

  private static KeyPair read(Buffer file) throws GeneralSecurityException {
    byte[] magic = new byte[MAGIC.length];
    file.getRawBytes(magic);
    require(Arrays.equals(magic, MAGIC), "not openssh-key-v1");
    require(file.getString().equals("none"), "encrypted");
    file.getString();
    file.getString();
    require(file.getUInt() == 1, "more than one key");
    file.getBytes();
    Buffer section = new ByteArrayBuffer(file.getBytes());
    long check = section.getUInt();
    require(section.getUInt() == check, "damaged");
    require(section.getString().equals(SshPublicKey.TYPE), "not ed25519");
    byte[] raw = section.getBytes();
    byte[] seed = Arrays.copyOf(section.getBytes(), SEED_LENGTH);
    JdkEdDsaSupport keys = new JdkEdDsaSupport();
    return new KeyPair(keys.generateEDDSAPublicKey(raw), keys.generateEDDSAPrivateKey(seed));
  }

  private static void require(boolean condition, String reason) {
    if (!condition) {
      throw new IllegalArgumentException(reason);
    }
  }
}

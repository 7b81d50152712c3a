package io.snapfleet.recipe.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Private keys are told from what is only about them. */
class PrivateKeysTest {
  private static boolean found(String text) {
    return PrivateKeys.in(new ImageFile("/data/x", text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRIVATE KEY",
        "RSA PRIVATE KEY",
        "EC PRIVATE KEY",
        "DSA PRIVATE KEY",
        "OPENSSH PRIVATE KEY",
        "ENCRYPTED PRIVATE KEY",
        "PGP PRIVATE KEY BLOCK",
        "OpenVPN Static key V1"
      })
  void ofAllKinds(String title) {
    String pem = Keys.pem(title);
    assertThat(found(pem)).isTrue();
    assertThat(found(pem.replace("\n", "\r\n"))).isTrue();
    assertThat(found("# a certificate, and its key:\n" + pem)).isTrue();
    assertThat(found("\0\1 in an archive\0" + pem)).isTrue();
    assertThat(found("{\"private_key\": \"" + pem.replace("\n", "\\n") + "\"}")).isTrue();
    assertThat(found(pem.replaceAll("(?m)^", "    "))).isTrue();
  }

  @Test
  void withHeadersAndInPutTysFormat() {
    String body = Keys.base64(Keys.pair().getPrivate().getEncoded());
    assertThat(
            found(
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n"
                    + "DEK-Info: AES-128-CBC,0123\n\n"
                    + body
                    + "\n-----END RSA PRIVATE KEY-----\n"))
        .isTrue();
    assertThat(
            found(
                "-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\n" + body + "\n=ab\n"))
        .isTrue();
    assertThat(
            found(
                "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: \"a key\"\n"
                    + body
                    + "\n---- END SSH2 ENCRYPTED PRIVATE KEY ----\n"))
        .isTrue();
    assertThat(
            found(
                "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nPublic-Lines: 1\nAA\n"
                    + "Private-Lines: 1\nAAAA\nPrivate-MAC: 00\n"))
        .isTrue();
  }

  @Test
  void inOneLineOfTheirOwn() {
    assertThat(found("[Interface]\nPrivateKey = " + "aB3+".repeat(10) + "abc=\n")).isTrue();
    assertThat(found("# public key: age1\nAGE-SECRET-KEY-1" + "QP".repeat(29) + "\n")).isTrue();
  }

  @Test
  void inBinaryForm() throws NoSuchAlgorithmException {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(1024);
    assertThat(found(binary(rsa.generateKeyPair().getPrivate().getEncoded()))).isTrue();
    assertThat(found(binary(Keys.pair().getPrivate().getEncoded()))).isTrue();
    assertThat(found(binary(rsa.generateKeyPair().getPublic().getEncoded()))).isFalse();
  }

  private static String binary(byte[] key) {
    return new String(key, StandardCharsets.ISO_8859_1);
  }

  @Test
  void shortOnesOfWhichTheEndIsThere() {
    assertThat(found("-----BEGIN PRIVATE KEY-----\nMIIfake\n-----END PRIVATE KEY-----")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not base64 at all", "MIIE...\n-----END PRIVATE KEY-----"})
  void whateverFollowsWhereTheFileBeginsLikeOne(String rest) {
    assertThat(found("-----BEGIN PRIVATE KEY-----\n" + rest)).isTrue();
    assertThat(found("\n -----BEGIN RSA PRIVATE KEY-----\n" + rest)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUBLIC KEY", "CERTIFICATE", "RSA PUBLIC KEY", "PGP PUBLIC KEY BLOCK"})
  void butNothingPublic(String title) {
    assertThat(found(Keys.pem(title, Keys.pair().getPublic().getEncoded()))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if (line.equals(\"-----BEGIN RSA PRIVATE KEY-----\")) {",
        "\0-----BEGIN OPENSSH PRIVATE KEY-----\n\0-----END OPENSSH PRIVATE KEY-----\n\0",
        "$key = '-----BEGIN PRIVATE KEY-----' . $body . '-----END PRIVATE KEY-----';",
        "Such as\n-----BEGIN PRIVATE KEY-----\nMIIE...\n-----END PRIVATE KEY-----\n",
        "Such as\n-----BEGIN PRIVATE KEY-----\n<your key>\n-----END PRIVATE KEY-----\n",
        "Such as\n-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
        "PuTTY-User-Key-File-2 begins such a file",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDummyDummyDummyDummyDummyDummyDummyDummyDu bob"
      })
  void norWhatIsOnlyAboutThem(String text) {
    assertThat(found(text)).isFalse();
  }
}

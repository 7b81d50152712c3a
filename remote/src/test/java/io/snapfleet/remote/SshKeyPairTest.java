package io.snapfleet.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.remote.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshKeyPairTest {
  @TempDir Path directory;

  @Test
  void sshKeygenReadsThePrivateKey() throws Exception {
    SshKeyPair pair = SshKeyPair.generate();
    assertThat(keygen("-y", "-f", file(pair.privateKey().reveal())).strip())
        .isEqualTo(pair.publicLine());
  }

  @Test
  void sshKeygenReadsThePublicKeyAndAgreesOnTheFingerprint() throws Exception {
    SshKeyPair pair = SshKeyPair.generate();
    assertThat(keygen("-l", "-f", file(pair.publicLine() + "\n")))
        .startsWith("256 " + pair.fingerprint())
        .contains("(ED25519)");
  }

  @Test
  void aPairIsKnownByItsPrivateKey() {
    SshKeyPair pair = SshKeyPair.generate();
    assertThat(SshKeyPair.of(pair.privateKey())).isEqualTo(pair);
  }

  @Test
  void aKeyThatSshKeygenMadeIsRead() throws Exception {
    Path key = directory.resolve("made");
    keygen("-q", "-t", "ed25519", "-N", "", "-C", "someone's laptop", "-f", key.toString());
    String line = Files.readString(directory.resolve("made.pub"));
    Secret text = new Secret(Files.readString(key));
    assertThat(SshPublicKey.of(OpenSshPrivateKey.decode(text).getPublic()))
        .isEqualTo(SshPublicKey.parse(line));
  }

  @Test
  void anEncryptedKeyAndOtherTypesAreRefused() throws Exception {
    keygen("-q", "-t", "ed25519", "-N", "phrase", "-f", directory.resolve("locked").toString());
    keygen("-q", "-t", "ecdsa", "-N", "", "-f", directory.resolve("ecdsa").toString());
    for (String name : new String[] {"locked", "ecdsa"}) {
      Secret text = new Secret(Files.readString(directory.resolve(name)));
      assertThatThrownBy(() -> OpenSshPrivateKey.decode(text))
          .isInstanceOf(RemoteException.class)
          .hasMessageContaining("ssh-keygen -t ed25519");
    }
  }

  @Test
  void everyPairIsNewAndPrintsNoSecret() {
    SshKeyPair pair = SshKeyPair.generate();
    assertThat(pair.publicLine()).isNotEqualTo(SshKeyPair.generate().publicLine());
    assertThat(pair.toString()).doesNotContain("PRIVATE");
  }

  private String file(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("key"), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file.toString();
  }

  private static String keygen(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = "ssh-keygen";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}

package io.snapfleet.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownHostsTest {
  private static final String KEY = SshKeyPair.generate().publicLine();
  private static final String OTHER = SshKeyPair.generate().publicLine();

  @TempDir private Path directory;

  private KnownHosts known(String... lines) throws IOException {
    Path file = Files.writeString(directory.resolve("known_hosts"), String.join("\n", lines));
    return new KnownHosts(List.of(directory.resolve("missing"), file));
  }

  private static SshAddress at(String address) {
    return SshAddress.parse(address);
  }

  @Test
  void hostsAreFoundByNameAndPort() throws IOException {
    KnownHosts known = known("# mine", "web,198.51.100.7 " + OTHER + " me", "[web]:2222 " + KEY);
    assertThat(known.hostKey(at("198.51.100.7"))).hasValue(OTHER);
    assertThat(known.hostKey(at("web:2222"))).hasValue(KEY);
    assertThat(known.hostKey(at("we"))).isEmpty();
  }

  @Test
  void otherKeysAndMarkedLinesAreNotTaken() throws IOException {
    KnownHosts known = known("web ssh-rsa AAAA", "@revoked web " + KEY, "broken", "|1|x web");
    assertThat(known.hostKey(at("web"))).isEmpty();
  }

  @Test
  void namesThatSshKeygenHashedAreFound() throws Exception {
    Path file = Files.writeString(directory.resolve("known_hosts"), "[web]:2222 " + KEY + "\n");
    Process hashing = new ProcessBuilder("ssh-keygen", "-q", "-H", "-f", file.toString()).start();
    assertThat(hashing.waitFor()).isZero();
    assertThat(file).content().startsWith("|1|");
    assertThat(new KnownHosts(List.of(file)).hostKey(at("web:2222"))).hasValue(KEY);
    assertThat(new KnownHosts(List.of(file)).hostKey(at("web"))).isEmpty();
  }
}

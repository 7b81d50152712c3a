package io.snapfleet.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.remote.RemoteTarget;
import io.snapfleet.remote.SshKeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SshFilesTest {
  private static final SshKeyPair HOST = SshKeyPair.generate();
  private static final SshKeyPair LOGIN = SshKeyPair.generate();

  private static SshFiles files(String address) throws IOException {
    return SshFiles.write(
        new RemoteTarget(
            "docs-web-1", address, HOST.publicLine(), LOGIN.privateKey(), Duration.ofSeconds(1)));
  }

  private static Path after(String option, List<String> arguments) {
    return Path.of(arguments.get(arguments.indexOf(option) + 1));
  }

  @Test
  void theKeyIsItsOwnersAloneAndGoneAfterwards() throws IOException {
    Path key;
    try (SshFiles files = files("127.0.0.1")) {
      key = after("-i", files.arguments(List.of()));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
          .isEqualTo("rw-------");
      assertThat(key).hasContent(LOGIN.privateKey().reveal());
      assertThat(key.resolveSibling("known_hosts")).hasContent("docs-web-1 " + HOST.publicLine());
    }
    assertThat(key.getParent()).doesNotExist();
  }

  /** OpenSSH itself tells what it makes of the arguments. */
  @Test
  void opensshAcceptsOnlyTheMachinesOwnHostKey() throws IOException {
    try (SshFiles files = files("[::1]:2222")) {
      List<String> line = new ArrayList<>(files.arguments(List.of("uptime")));
      Path key = after("-i", line);
      line.add(1, "-G");
      Process ssh = new ProcessBuilder(line).redirectErrorStream(true).start();
      assertThat(new String(ssh.getInputStream().readAllBytes(), UTF_8).lines())
          .contains(
              "user root",
              "hostname ::1",
              "port 2222",
              "stricthostkeychecking true",
              "hostkeyalias docs-web-1",
              "identitiesonly yes",
              "userknownhostsfile " + key.resolveSibling("known_hosts"),
              "globalknownhostsfile none");
    }
  }
}

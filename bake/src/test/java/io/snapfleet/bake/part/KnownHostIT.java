package io.snapfleet.bake.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.bake.run.Outcome;
import io.snapfleet.remote.OpenSshServer;
import io.snapfleet.remote.SshKeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builder {@code null} with a machine that is there. */
class KnownHostIT {
  @TempDir private Path directory;
  private OpenSshServer server;
  private BakedTemplate baked = new BakedTemplate(Path.of("/"));

  @BeforeEach
  void start() throws IOException {
    server = OpenSshServer.start(Files.createDirectory(directory.resolve("sshd")));
    Files.writeString(directory.resolve("key"), OpenSshServer.LOGIN_KEY.privateKey().reveal());
    Files.createDirectory(directory.resolve(".ssh"));
    trust(server.hostKey());
    baked =
        new BakedTemplate(
            directory,
            directory.resolve("home"),
            Map.of("PATH", "/usr/bin:/bin", "HOME", directory.toString(), "LC_ALL", "C.UTF-8"),
            Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void trust(SshKeyPair key) throws IOException {
    Files.writeString(
        directory.resolve(".ssh/known_hosts"),
        "[127.0.0.1]:" + port() + " " + key.publicLine() + "\n");
  }

  private String port() {
    return server.address().replaceFirst(".*:", "");
  }

  private Outcome bake(String provisioners) {
    return baked
        .run(
            """
            {"builders": [{"type": "null", "ssh_host": "127.0.0.1", "ssh_port": %s,
               "ssh_username": "root", "ssh_private_key_file": "key", "ssh_timeout": "20s"}],
             "provisioners": [%s]}
            """
                .formatted(port(), provisioners))
        .getFirst();
  }

  private static String failure(Outcome outcome) {
    return outcome.failure().orElse("");
  }

  @Test
  void stepsRunOnTheHostAndItStays() {
    Outcome outcome =
        bake(
            """
            {"type": "shell", "inline": ["echo $PACKER_BUILD_NAME as $(id -un)"]},
            {"type": "shell-local", "inline": ["echo {{build `User`}} at {{build `Host`}}"]}
            """);
    assertThat(outcome.failure()).isEmpty();
    assertThat(baked.lines())
        .containsSubsequence(
            "==> null: Using ssh communicator to connect: 127.0.0.1",
            "==> null: Waiting for SSH to become available...",
            "==> null: Connected to SSH!",
            "    null: null as root",
            "    null: root at 127.0.0.1");
  }

  @Test
  void aHostThatIsNotKnownIsNotConnectedTo() throws IOException {
    Files.delete(directory.resolve(".ssh/known_hosts"));
    assertThat(failure(bake("{\"type\": \"shell\", \"inline\": [\"touch never\"]}")))
        .startsWith("the host key of 127.0.0.1 is not known: look at it with 'ssh-keyscan");
    trust(SshKeyPair.generate());
    assertThat(failure(bake("{\"type\": \"shell\", \"inline\": [\"touch never\"]}")))
        .contains("another machine answers at 127.0.0.1");
  }
}

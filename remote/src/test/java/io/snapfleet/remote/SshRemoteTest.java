package io.snapfleet.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snapfleet.remote.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connecting, against a real OpenSSH server. */
class SshRemoteTest {
  @TempDir Path directory;
  private final SshRemote remote = new SshRemote();

  @AfterEach
  void close() {
    remote.close();
  }

  @Test
  void logsInAsRoot() {
    try (OpenSshServer server = OpenSshServer.start(directory);
        RemoteSession session = remote.connect(server.target())) {
      assertThat(session.run(script("id -un")).output()).isEqualTo("root\n");
    }
  }

  @Test
  void anotherHostKeyIsRefusedAtOnceWithBothFingerprints() {
    SshKeyPair other = SshKeyPair.generate();
    try (OpenSshServer server = OpenSshServer.start(directory)) {
      Instant start = Instant.now();
      assertThatThrownBy(
              () ->
                  remote.connect(
                      server.target(
                          other.publicLine(),
                          OpenSshServer.LOGIN_KEY.privateKey(),
                          Duration.ofSeconds(30))))
          .isInstanceOf(RemoteException.class)
          .hasMessageContaining(other.fingerprint())
          .hasMessageContaining(server.hostKey().fingerprint())
          .hasMessageContaining("web-1");
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
    }
  }

  @Test
  void anotherLoginKeyIsRefusedLongBeforeTheDeadline() {
    SshKeyPair other = SshKeyPair.generate();
    try (OpenSshServer server = OpenSshServer.start(directory)) {
      RemoteTarget target =
          server.target(server.hostKey().publicLine(), other.privateKey(), Duration.ofMinutes(5));
      assertThatThrownBy(() -> remote.connect(target))
          .isInstanceOf(RemoteException.class)
          .hasMessageContaining("refused our login key")
          .hasMessageContaining(other.fingerprint())
          .hasMessageContaining("authorized_keys");
    }
  }

  @Test
  void waitsForAMachineThatStillBoots() {
    try (OpenSshServer server = OpenSshServer.prepare(directory)) {
      CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(server::launch);
      try (RemoteSession session = remote.connect(server.target())) {
        assertThat(session.run(script("true")).succeeded()).isTrue();
      }
    }
  }

  @Test
  void nothingListeningIsReportedAtTheDeadline() {
    OpenSshServer server = OpenSshServer.prepare(directory);
    assertThatThrownBy(() -> remote.connect(server.target(Duration.ofMillis(600))))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("web-1")
        .hasMessageContaining("Connection refused")
        .hasMessageMatching(".* for 0\\.\\d s; .*");
  }

  @Test
  void aListenerThatNeverSpeaksIsReportedAtTheDeadline() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      RemoteTarget target =
          new RemoteTarget(
              "web-1",
              "127.0.0.1:" + silent.getLocalPort(),
              SshKeyPair.generate().publicLine(),
              OpenSshServer.LOGIN_KEY.privateKey(),
              Duration.ofMillis(700));
      assertThatThrownBy(() -> remote.connect(target))
          .isInstanceOf(RemoteException.class)
          .hasMessageContaining("no answer");
    }
  }

  @Test
  void aFrozenMachineIsGivenUpLongBeforeTheScriptsDeadline() throws Exception {
    Path started = directory.resolve("started");
    Script script =
        new Script(
            "web start",
            "touch " + started + "; sleep 120",
            Map.of(),
            Map.of(),
            Duration.ofSeconds(120));
    try (OpenSshServer server = OpenSshServer.start(directory);
        RemoteSession session = remote.connect(server.target())) {
      CompletableFuture<ScriptResult> result =
          CompletableFuture.supplyAsync(() -> session.run(script));
      await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(started));
      server.freezeConnections();
      assertThatThrownBy(() -> result.get(60, TimeUnit.SECONDS))
          .cause()
          .isInstanceOf(RemoteException.class)
          .hasMessageContaining("web start")
          .hasMessageContaining("connection broke");
    }
  }

  @Test
  void keysThatAreNoneAreNamed() {
    OpenSshServer server = OpenSshServer.prepare(directory);
    Secret login = OpenSshServer.LOGIN_KEY.privateKey();
    assertThatThrownBy(
            () -> remote.connect(server.target("ssh-rsa AAAA", login, Duration.ofSeconds(1))))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("ssh-rsa AAAA");
    assertThatThrownBy(
            () ->
                remote.connect(
                    server.target(
                        server.hostKey().publicLine(), new Secret("hush"), Duration.ofSeconds(1))))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("login key")
        .hasMessageNotContaining("hush");
  }

  @Test
  void twentyConnectionsAtOnce() throws Exception {
    try (OpenSshServer server = OpenSshServer.start(directory);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> outputs =
          IntStream.range(0, 20)
              .mapToObj(number -> threads.submit(() -> echo(server.target(), number)))
              .toList();
      for (int number = 0; number < outputs.size(); number++) {
        assertThat(outputs.get(number).get(60, TimeUnit.SECONDS)).isEqualTo(number + "\n");
      }
    }
  }

  private String echo(RemoteTarget target, int number) {
    try (RemoteSession session = remote.connect(target)) {
      return session.run(script("echo " + number)).output();
    }
  }

  private static Script script(String text) {
    return new Script("test", text, Map.of(), Map.of(), Duration.ofSeconds(30));
  }
}

package io.snapfleet.remote;

import static org.awaitility.Awaitility.await;

import io.snapfleet.remote.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A real OpenSSH server on a free port of 127.0.0.1, in which root logs in by key. */
public final class OpenSshServer implements AutoCloseable {
  public static final SshKeyPair LOGIN_KEY = SshKeyPair.generate();

  private final SshKeyPair hostKey = SshKeyPair.generate();
  private final Path config;
  private final int port;
  private Process process;

  private OpenSshServer(Path directory) {
    try {
      port = freePort();
      config = configure(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static OpenSshServer start(Path directory) {
    OpenSshServer server = prepare(directory);
    server.launch();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(server::listens);
    return server;
  }

  /** Chooses the port and writes the configuration, but nothing listens until launch. */
  static OpenSshServer prepare(Path directory) {
    return new OpenSshServer(directory);
  }

  void launch() {
    try {
      process =
          new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", config.toString())
              .redirectErrorStream(true)
              .redirectOutput(config.resolveSibling("sshd.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public RemoteTarget target() {
    return target(Duration.ofSeconds(20));
  }

  RemoteTarget target(Duration deadline) {
    return target(hostKey.publicLine(), LOGIN_KEY.privateKey(), deadline);
  }

  RemoteTarget target(String hostLine, Secret loginKey, Duration deadline) {
    return new RemoteTarget("web-1", address(), hostLine, loginKey, deadline);
  }

  public String address() {
    return "127.0.0.1:" + port;
  }

  public SshKeyPair hostKey() {
    return hostKey;
  }

  /** Kills every connection's server process, as a machine does that loses its power. */
  public void killConnections() {
    process.descendants().filter(OpenSshServer::isServer).forEach(ProcessHandle::destroyForcibly);
  }

  /** Has every connection's server process hang, as a machine does that is frozen. */
  void freezeConnections() throws IOException {
    for (ProcessHandle handle : process.descendants().filter(OpenSshServer::isServer).toList()) {
      new ProcessBuilder("kill", "-STOP", Long.toString(handle.pid())).inheritIO().start();
    }
  }

  @Override
  public void close() {
    if (process == null) {
      return;
    }
    killConnections();
    process.destroy();
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isServer(ProcessHandle handle) {
    return handle.info().command().filter("/usr/sbin/sshd"::equals).isPresent();
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.getInputStream().read() == 'S';
    } catch (IOException e) {
      return false;
    }
  }

  /** HOME is set so that no shell start-up file of this computer's user is read. */
  private Path configure(Path directory) throws IOException {
    Files.createDirectories(Path.of("/run/sshd"));
    Path key = directory.resolve("host_key");
    Files.createFile(
        key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(key, hostKey.privateKey().reveal());
    Path authorized = directory.resolve("authorized_keys");
    Files.writeString(authorized, LOGIN_KEY.publicLine() + "\n");
    return Files.writeString(
        directory.resolve("sshd_config"),
        """
        ListenAddress 127.0.0.1:%d
        HostKey %s
        AuthorizedKeysFile %s
        PermitRootLogin prohibit-password
        PasswordAuthentication no
        StrictModes no
        UsePAM no
        PidFile none
        MaxStartups 100
        SetEnv HOME=%s
        """
            .formatted(port, key, authorized, directory));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

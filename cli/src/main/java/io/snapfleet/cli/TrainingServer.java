package io.snapfleet.cli;

import io.snapfleet.remote.JdkEdDsaRegistrar;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellFactory;

/**
 * An SSH server on the loopback address that lets everybody in. Every command succeeds and does
 * nothing but read its input.
 */
final class TrainingServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final String IDLE = "cat >/dev/null";

  private final SshServer server;
  private final String hostKey;

  private TrainingServer(SshServer server, String hostKey) {
    this.server = server;
    this.hostKey = hostKey;
  }

  static TrainingServer start() throws IOException, GeneralSecurityException {
    JdkEdDsaRegistrar.register();
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost(HOST);
    server.setKeyPairProvider(KeyPairProvider.wrap(pair));
    server.setPublickeyAuthenticator((user, key, session) -> true);
    server.setCommandFactory(
        (channel, line) -> new ProcessShellFactory(IDLE, "sh", "-c", IDLE).createShell(channel));
    server.start();
    return new TrainingServer(server, PublicKeyEntry.toString(pair.getPublic()));
  }

  String address() {
    return HOST + ":" + server.getPort();
  }

  String hostKey() {
    return hostKey;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

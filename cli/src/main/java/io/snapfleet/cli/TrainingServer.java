package io.snapfleet.cli;

import io.snapfleet.remote.JdkEdDsaRegistrar;
import io.snapfleet.remote.SshKeyPair;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellFactory;

/** An SSH server on the loopback address that lets in the holder of one key. */
final class TrainingServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final SshServer server;
  private final String hostKey;

  private TrainingServer(SshServer server, String hostKey) {
    this.server = server;
    this.hostKey = hostKey;
  }

  static TrainingServer start(SshKeyPair login) throws IOException, GeneralSecurityException {
    JdkEdDsaRegistrar.register();
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost(HOST);
    server.setKeyPairProvider(KeyPairProvider.wrap(pair));
    server.setPublickeyAuthenticator(
        (user, key, session) -> PublicKeyEntry.toString(key).equals(login.publicLine()));
    server.setCommandFactory(
        (channel, line) -> new ProcessShellFactory(line, "sh", "-c", line).createShell(channel));
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

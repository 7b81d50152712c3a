package io.snapfleet.devcloud.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;

/**
 * Simulated machines that answer SSH on port 22 of their addresses, all by one server: with the
 * host key and for the keys of their user data. Every command succeeds and does nothing.
 *
 * <p>Ed25519 host keys need a security provider for them that is registered with Apache MINA SSHD;
 * the program sees to that.
 */
public final class SshMachines implements Machines {
  private static final System.Logger LOG = System.getLogger(SshMachines.class.getName());
  private static final int PORT = 22;

  private final Server server = (Server) ServerBuilder.builder().factory(Server::new).build();
  private final Map<String, SimulatedGuest> guests = new ConcurrentHashMap<>();
  private boolean listening;

  /** The server, which takes addresses one after the other. */
  private static final class Server extends SshServer {
    void bind(InetSocketAddress address) throws IOException {
      acceptor.bind(address);
    }

    void unbind(InetSocketAddress address) {
      acceptor.unbind(address);
    }
  }

  /**
   * Listens nowhere yet.
   *
   * @param hostKey where the key of machines is kept whose user data has none
   */
  public SshMachines(Path hostKey) {
    SimpleGeneratorHostKeyProvider own = new SimpleGeneratorHostKeyProvider(hostKey);
    own.setAlgorithm("EC");
    own.setKeySize(256);
    server.setKeyPairProvider(
        session ->
            guest(session).flatMap(SimulatedGuest::hostKey).orElseGet(() -> own.loadKeys(session)));
    server.setPublickeyAuthenticator(this::mayLogIn);
    server.setCommandFactory((channel, line) -> new IdleCommand());
    server.setShellFactory(channel -> new IdleCommand());
  }

  private boolean mayLogIn(String user, PublicKey key, ServerSession session) {
    String line = PublicKeyEntry.toString(key);
    return user.equals("root") && guest(session).filter(guest -> guest.admits(line)).isPresent();
  }

  private Optional<SimulatedGuest> guest(SessionContext session) {
    SocketAddress address = session.getLocalAddress();
    return address instanceof InetSocketAddress inet
        ? Optional.ofNullable(guests.get(inet.getAddress().getHostAddress()))
        : Optional.empty();
  }

  @Override
  public synchronized void started(Guest guest) {
    if (guests.putIfAbsent(guest.address(), SimulatedGuest.of(guest)) == null) {
      try {
        listen(guest.address());
      } catch (IOException taken) {
        guests.remove(guest.address());
        LOG.log(
            System.Logger.Level.ERROR,
            "droplet %s does not answer SSH: nothing can listen on port %d of %s: %s"
                .formatted(guest.id(), PORT, guest.address(), taken.getMessage()));
      }
    }
  }

  private void listen(String address) throws IOException {
    if (listening) {
      server.bind(new InetSocketAddress(address, PORT));
    } else {
      server.setHost(address);
      server.setPort(PORT);
      server.start();
      listening = true;
    }
  }

  @Override
  public synchronized void ended(Guest guest) {
    if (guests.remove(guest.address()) != null) {
      server.unbind(new InetSocketAddress(guest.address(), PORT));
    }
  }

  @Override
  public synchronized void close() {
    try {
      server.stop(true);
    } catch (IOException refused) {
      throw new UncheckedIOException("the SSH server does not stop", refused);
    }
  }
}

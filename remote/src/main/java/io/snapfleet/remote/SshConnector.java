package io.snapfleet.remote;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;

/** Connects to one machine, again and again until it answers or the deadline has passed. */
final class SshConnector {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);
  private static final Duration FIRST_CONNECT = Duration.ofMillis(300);
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(4);
  private static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(15);
  private static final int LOGIN_TRIES = 3;

  private final SshClient client;
  private final RemoteTarget target;
  private final SshAddress address;
  private final SshPublicKey hostKey;
  private final KeyPair loginKey;
  private final Deadline deadline;
  private Duration connectTimeout = FIRST_CONNECT;
  private int refusedLogins;

  SshConnector(SshClient client, RemoteTarget target) {
    this.client = client;
    this.target = target;
    this.address = SshAddress.parse(target.address());
    this.hostKey = SshPublicKey.parse(target.hostKey());
    this.loginKey = OpenSshPrivateKey.decode(target.loginKey());
    this.deadline = Deadline.in(target.deadline());
  }

  RemoteSession connect() {
    while (true) {
      ConnectionAttempt attempt = new ConnectionAttempt(hostKey);
      try {
        return new SshSession(target.name(), logIn(attempt));
      } catch (InterruptedIOException e) {
        throw interrupted(e);
      } catch (IOException e) {
        stopIfHopeless(attempt, e);
        pauseOrGiveUp(e);
      }
    }
  }

  private ClientSession logIn(ConnectionAttempt attempt) throws IOException {
    ClientSession session = open(attempt);
    try {
      SshClients.acknowledgeAtOnce(session);
      session.addPublicKeyIdentity(loginKey);
      session.auth().verify(deadline.remaining(LOGIN_TIMEOUT));
      SshClients.acknowledgeAtOnce(session);
      return session;
    } catch (IOException e) {
      session.close(true);
      throw e;
    } catch (IllegalStateException e) {
      // The library's way to say that the connection was closed meanwhile.
      session.close(true);
      throw new IOException(e);
    }
  }

  private ClientSession open(ConnectionAttempt attempt) throws IOException {
    InetSocketAddress socket = address.socketAddress();
    if (socket.isUnresolved()) {
      throw new ConnectException("the name " + address.host() + " is not known");
    }
    Duration timeout = deadline.remaining(connectTimeout);
    try {
      return client
          .connect(target.login(), socket, attempt.context(), null)
          .verify(timeout)
          .getClientSession();
    } catch (IOException e) {
      if (timedOut(e)) {
        connectTimeout = shorter(connectTimeout.multipliedBy(2), LONGEST_CONNECT);
      }
      throw e;
    }
  }

  private void stopIfHopeless(ConnectionAttempt attempt, IOException failure) {
    SshPublicKey shown = attempt.refused();
    if (shown != null) {
      throw new RemoteException(
          RemoteException.Kind.OTHER_HOST_KEY,
          ("%s shows the host key %s, but %s is expected: another machine answers at %s. Check"
                  + " which machine has this address; nothing was sent to it")
              .formatted(where(), shown.fingerprint(), hostKey.fingerprint(), address.host()));
    }
    if (loginRefused(failure) && ++refusedLogins == LOGIN_TRIES) {
      throw new RemoteException(
          ("%s refused our login key as %s. That user's .ssh/authorized_keys there must hold the"
                  + " public key of it, %s")
              .formatted(
                  where(), target.login(), SshPublicKey.of(loginKey.getPublic()).fingerprint()),
          failure);
    }
  }

  private void pauseOrGiveUp(IOException failure) {
    Duration pause = pause();
    if (deadline.remaining().compareTo(pause) <= 0) {
      throw new RemoteException(
          "%s did not let us in for %s; last reason: %s"
              .formatted(where(), Deadline.words(deadline.elapsed()), reason(failure)),
          failure);
    }
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** So long that what is waited in vain adds a tenth to what a machine took. */
  private Duration pause() {
    Duration tenth = shorter(deadline.elapsed().dividedBy(10), LONGEST_PAUSE);
    return tenth.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : tenth;
  }

  private RemoteException interrupted(Exception cause) {
    Thread.currentThread().interrupt();
    return new RemoteException("connecting to " + where() + " was interrupted", cause);
  }

  private String where() {
    return "machine %s (%s port %d)".formatted(target.name(), address.host(), address.port());
  }

  private static String reason(IOException failure) {
    if (timedOut(failure)) {
      return "no answer";
    }
    if (loginRefused(failure)) {
      return "our login key was refused";
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message;
  }

  private static boolean timedOut(IOException failure) {
    return failure.getCause() instanceof TimeoutException;
  }

  private static boolean loginRefused(IOException failure) {
    return failure instanceof SshException refusal
        && refusal.getDisconnectCode()
            == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE;
  }

  private static Duration shorter(Duration first, Duration second) {
    return first.compareTo(second) < 0 ? first : second;
  }
}

package io.snapfleet.remote;

import io.snapfleet.remote.secret.Secret;
import java.time.Duration;
import java.util.Objects;

/**
 * A machine to connect to.
 *
 * @param name for messages
 * @param login the user to log in as
 * @param address {@code host}, {@code host:port}, {@code [v6]:port} or a bare IPv6 address
 * @param hostKey the only host key that is accepted, as an {@code ssh-ed25519 AAAA...} line
 * @param loginKey our private key, as an OpenSSH private key file
 * @param deadline how long to keep trying
 */
public record RemoteTarget(
    String name, String login, String address, String hostKey, Secret loginKey, Duration deadline) {
  public static final String ROOT = "root";

  public RemoteTarget {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(login, "login");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(hostKey, "hostKey");
    Objects.requireNonNull(loginKey, "loginKey");
    Objects.requireNonNull(deadline, "deadline");
  }

  /** A machine to which we connect as root. */
  public RemoteTarget(
      String name, String address, String hostKey, Secret loginKey, Duration deadline) {
    this(name, ROOT, address, hostKey, loginKey, deadline);
  }
}

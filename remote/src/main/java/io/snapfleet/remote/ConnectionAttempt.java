package io.snapfleet.remote;

import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.Objects;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.jspecify.annotations.Nullable;

/**
 * One try to connect: the host key it accepts, and the one the machine showed. It travels with the
 * connection, because all connections share the client and its verifier.
 */
final class ConnectionAttempt {
  private static final AttributeRepository.AttributeKey<ConnectionAttempt> KEY =
      new AttributeRepository.AttributeKey<>();

  private final SshPublicKey expected;
  private volatile @Nullable SshPublicKey refused;

  ConnectionAttempt(SshPublicKey expected) {
    this.expected = expected;
  }

  AttributeRepository context() {
    return AttributeRepository.ofKeyValuePair(KEY, this);
  }

  /** The host key that was not the expected one, or null while none was shown. */
  @Nullable SshPublicKey refused() {
    return refused;
  }

  static boolean verifyHostKey(ClientSession session, SocketAddress address, PublicKey shown) {
    AttributeRepository context = Objects.requireNonNull(session.getConnectionContext());
    return Objects.requireNonNull(context.getAttribute(KEY)).accept(SshPublicKey.of(shown));
  }

  private boolean accept(SshPublicKey shown) {
    boolean same = shown.equals(expected);
    if (!same) {
      refused = shown;
    }
    return same;
  }
}

package io.snapfleet.provider.api;

import java.util.List;
import java.util.Objects;

/**
 * What makes a machine itself and no copy of the one its image was taken of. The provider sees to
 * it that the machine has it before SSH answers for the first time: host name, exactly this SSH
 * host key and no other, exactly these keys for root and no other, and a machine-id of its own.
 *
 * @param hostName a DNS label
 * @param hostKeyPrivate the ed25519 host key as an OpenSSH private key file, unencrypted
 * @param hostKeyPublic the same key as an {@code ssh-ed25519 AAAA...} line
 * @param authorizedKeys public key lines that may log in as root
 */
public record BootIdentity(
    String hostName, String hostKeyPrivate, String hostKeyPublic, List<String> authorizedKeys) {
  public BootIdentity {
    Objects.requireNonNull(hostName, "hostName");
    Objects.requireNonNull(hostKeyPrivate, "hostKeyPrivate");
    Objects.requireNonNull(hostKeyPublic, "hostKeyPublic");
    authorizedKeys = List.copyOf(authorizedKeys);
  }

  /** Leaves the private key out. */
  @Override
  public String toString() {
    return "BootIdentity[" + hostName + ", " + hostKeyPublic + "]";
  }
}

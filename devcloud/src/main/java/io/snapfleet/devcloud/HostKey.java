package io.snapfleet.devcloud;

import java.util.Objects;

/**
 * An SSH host key for a machine whose user data has none.
 *
 * @param privateFile an OpenSSH private key file, unencrypted
 * @param publicLine {@code ssh-ed25519 AAAA...}
 */
public record HostKey(String privateFile, String publicLine) {
  public HostKey {
    Objects.requireNonNull(privateFile, "privateFile");
    Objects.requireNonNull(publicLine, "publicLine");
  }

  /** Leaves the private key out. */
  @Override
  public String toString() {
    return "HostKey[" + publicLine + "]";
  }
}

package io.snapfleet.fleet.operate;

import io.snapfleet.remote.SshKeyPair;
import io.snapfleet.remote.secret.Secret;
import java.util.UUID;

/** Key pairs that lock nothing; the public one can be told from the private one. */
final class FakeKeys {
  private FakeKeys() {}

  static SshKeyPair make() {
    Secret key = new Secret(UUID.randomUUID().toString());
    return new SshKeyPair(key, publicLine(key));
  }

  static String publicLine(Secret privateKey) {
    return "ssh-ed25519 " + privateKey.reveal();
  }
}

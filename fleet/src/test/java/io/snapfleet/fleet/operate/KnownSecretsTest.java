package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.remote.secret.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A text that holds a secret is told by the secret's name. */
class KnownSecretsTest {
  private static final Secret PASSWORD = new Secret("abcdefghijklmnop");

  private final KnownSecrets secrets =
      KnownSecrets.NONE
          .with("credentials of the set", Map.of("database-password", PASSWORD))
          .with(
              "credentials of the fleet",
              Map.of(
                  "database-password", PASSWORD,
                  "ssh-login-key-public", new Secret("ssh-ed25519 AAAA1234 snapfleet"),
                  "region", new Secret("eu-central"),
                  "auth-key", new Secret("qrstuvwxyz012345"),
                  "nonce-key", new Secret("543210zyxwvutsrq")));

  @Test
  void eachIsNamedOnceAndNotRepeated() {
    assertThat(secrets.apply("password=abcdefghijklmnop\nkeys=qrstuvwxyz012345 543210zyxwvutsrq"))
        .containsExactlyInAnyOrder(
            "credentials of the set (database-password)",
            "credentials of the fleet (auth-key, nonce-key)");
  }

  @Test
  void publicKeysAndShortValuesMayStandInFiles() {
    assertThat(secrets.apply("ssh-ed25519 AAAA1234 snapfleet in eu-central")).isEmpty();
    assertThat(secrets.apply("")).isEmpty();
  }
}

package io.snapfleet.provider.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.provider.api.BootIdentity;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
  private final BootIdentity identity = Identities.named("web-1");

  @Test
  void privateKeyFileHoldsThePublicKeyOfTheLine() {
    String body = identity.hostKeyPrivate().replaceAll("-----.*-----|\n", "");
    ByteBuffer file = ByteBuffer.wrap(Base64.getDecoder().decode(body));
    file.position("openssh-key-v1\0".length() + 2 * (4 + "none".length()) + 4);

    assertThat(file.getInt()).as("number of keys").isOne();
    byte[] publicBlob = new byte[file.getInt()];
    file.get(publicBlob);
    assertThat("ssh-ed25519 " + Base64.getEncoder().encodeToString(publicBlob))
        .isEqualTo(identity.hostKeyPublic());
    int privateBlob = file.getInt();
    assertThat(privateBlob % 8).as("padding").isZero();
    assertThat(file.remaining()).isEqualTo(privateBlob);
  }

  @Test
  void everyIdentityHasKeysOfItsOwn() {
    BootIdentity other = Identities.named("web-1");

    assertThat(other.hostKeyPublic()).isNotEqualTo(identity.hostKeyPublic());
    assertThat(other.authorizedKeys()).isNotEqualTo(identity.authorizedKeys());
  }
}

package io.snapfleet.fleet.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.remote.secret.Secret;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretMakerTest {
  private final SecretMaker maker = new SecretMaker(new SecureRandom());

  @Test
  void aSecretHasTheLengthAskedForAndLettersAndDigitsOnly() {
    for (int length : new int[] {1, 16, 128}) {
      assertThat(maker.make(length).reveal()).hasSize(length).matches("[A-Za-z0-9]+");
    }
  }

  @Test
  void everyCharacterOccursAndNoSecretTwice() {
    Set<Integer> characters = new HashSet<>();
    Set<Secret> secrets = new HashSet<>();
    for (int time = 0; time < 200; time++) {
      Secret made = maker.make(64);
      made.reveal().chars().forEach(characters::add);
      secrets.add(made);
    }

    assertThat(characters).hasSize(62);
    assertThat(secrets).hasSize(200);
  }
}

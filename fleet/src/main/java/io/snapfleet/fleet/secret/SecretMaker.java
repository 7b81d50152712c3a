package io.snapfleet.fleet.secret;

import io.snapfleet.remote.secret.Secret;
import java.security.SecureRandom;

/** Makes credentials up. Thread-safe. */
public final class SecretMaker {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final SecureRandom random;

  public SecretMaker(SecureRandom random) {
    this.random = random;
  }

  /** A new secret of {@code length} characters from {@code [A-Za-z0-9]}, each equally likely. */
  public Secret make(int length) {
    StringBuilder text = new StringBuilder(length);
    random.ints(length, 0, ALPHABET.length()).forEach(index -> text.append(ALPHABET.charAt(index)));
    return new Secret(text.toString());
  }
}

package io.snapfleet.cli;

import java.security.SecureRandom;
import java.util.function.Supplier;

/**
 * Ids of 12 characters from {@code [a-z0-9]}: about 62 bits, of which the first four tell sets
 * apart.
 */
final class RandomIds implements Supplier<String> {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 12;

  private final SecureRandom random;

  RandomIds(SecureRandom random) {
    this.random = random;
  }

  @Override
  public String get() {
    StringBuilder id = new StringBuilder(LENGTH);
    random.ints(LENGTH, 0, ALPHABET.length()).forEach(at -> id.append(ALPHABET.charAt(at)));
    return id.toString();
  }
}

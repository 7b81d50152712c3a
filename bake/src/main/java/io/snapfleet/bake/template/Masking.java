package io.snapfleet.bake.template;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps the values of sensitive variables out of everything that people see. All output of a build
 * goes through it. Immutable.
 */
public final class Masking {
  private static final String MASK = "<sensitive>";
  private static final int TELLING = 8;
  private final List<String> secrets;

  private Masking(List<String> secrets) {
    this.secrets = secrets;
  }

  /**
   * @param secrets empty ones are passed over
   */
  public static Masking of(Collection<String> secrets) {
    return new Masking(
        secrets.stream()
            .filter(secret -> !secret.isEmpty())
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  /** The text with each secret replaced, also where one is part of another. */
  public String mask(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, MASK);
    }
    return masked;
  }

  /**
   * Whether one of the secrets is in the text, but for those so short that they may be by chance.
   */
  public boolean hides(String text) {
    return secrets.stream().anyMatch(secret -> secret.length() >= TELLING && text.contains(secret));
  }

  /** Names no secret. */
  @Override
  public String toString() {
    return secrets.size() + " secrets";
  }
}

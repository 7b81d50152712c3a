package io.snapfleet.bake.template;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps the values of sensitive variables out of everything that people see. All output of a build
 * goes through it. Immutable.
 */
public final class Masking {
  private static final String MASK = "<sensitive>";
  private static final int TELLING = 8;
  private final List<String> secrets;
  private final List<String> masked;

  private Masking(List<String> secrets) {
    this.secrets = longestFirst(secrets.stream());
    this.masked =
        longestFirst(Stream.concat(secrets.stream(), secrets.stream().flatMap(Masking::lines)));
  }

  private static List<String> longestFirst(Stream<String> texts) {
    return texts
        .filter(text -> !text.isEmpty())
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  /** What programs print arrives line by line, so that a key of several is never seen whole. */
  private static Stream<String> lines(String secret) {
    return secret.lines().map(String::strip).filter(line -> line.length() >= TELLING);
  }

  /**
   * @param secrets empty ones are passed over
   */
  public static Masking of(Collection<String> secrets) {
    return new Masking(List.copyOf(secrets));
  }

  /** The text with each secret replaced, also where one is part of another. */
  public String mask(String text) {
    String shown = text;
    for (String secret : masked) {
      shown = shown.replace(secret, MASK);
    }
    return shown;
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

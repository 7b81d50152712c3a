package io.snapfleet.bake.component;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One key that a component takes.
 *
 * @param required whether it must be there and not be empty
 * @param late whether it is rendered only when it is used, when more is known
 * @param secret whether its value is kept out of all output
 * @param exists what it names on this computer, which must be there
 * @param choices the texts there may be; empty where any may
 * @param pairs whether each text must be {@code NAME=value}
 * @param environment the variable it is taken from where it is not given
 * @param otherwise what holds where nothing is given, as it would be written
 */
public record Key(
    String name,
    Kind kind,
    boolean required,
    boolean late,
    boolean secret,
    Existing exists,
    List<String> choices,
    boolean pairs,
    @Nullable String environment,
    @Nullable String otherwise) {

  /** What a path leads to. */
  public enum Existing {
    NOT_LOOKED_FOR,
    ANYTHING,
    FILE,
    DIRECTORY
  }

  /**
   * From one line of {@code components.json}: the kind, words about it, and a default after '='.
   *
   * <p>{@code text required}, {@code duration = 6m}, {@code text file}, {@code text from
   * API_TOKEN}, {@code text of upload|download = upload}, {@code texts pairs}, {@code text late},
   * {@code text secret}
   */
  static Key parse(String name, String line) {
    String[] halves = line.split(" = ", 2);
    Deque<String> words = new ArrayDeque<>(Arrays.asList(halves[0].strip().split(" +")));
    Kind kind = Kind.valueOf(words.pop().toUpperCase(Locale.ROOT));
    boolean required = words.remove("required");
    boolean late = words.remove("late");
    boolean secret = words.remove("secret");
    boolean pairs = words.remove("pairs");
    String environment = after("from", words).orElse(null);
    List<String> choices =
        after("of", words).map(all -> List.of(all.split("\\|"))).orElse(List.of());
    Existing exists =
        words.isEmpty()
            ? Existing.NOT_LOOKED_FOR
            : Existing.valueOf(words.pop().toUpperCase(Locale.ROOT));
    if (!words.isEmpty()) {
      throw new IllegalArgumentException("key " + name + " has words nobody reads: " + words);
    }
    String otherwise = halves.length > 1 ? halves[1] : null;
    return new Key(
        name, kind, required, late, secret, exists, choices, pairs, environment, otherwise);
  }

  private static Optional<String> after(String word, Deque<String> words) {
    List<String> all = List.copyOf(words);
    int at = all.indexOf(word);
    if (at < 0) {
      return Optional.empty();
    }
    String following = all.get(at + 1);
    words.remove(word);
    words.remove(following);
    return Optional.of(following);
  }
}

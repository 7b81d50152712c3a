package io.snapfleet.fleet.operate;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the one thing whose id begins with the characters that somebody gave.
 *
 * @param article of the noun
 * @param noun what is looked for, such as {@code backup of fleet blog}
 * @param where the characters stand, for messages
 * @param fix what to do where they mean nothing, or too much
 */
record IdPrefix(String article, String noun, String where, String fix) {
  /** Fewer characters mean nothing: what they begin may be another thing tomorrow. */
  static final int SHORTEST = 4;

  <T> T find(String prefix, List<T> all, Function<T, String> id) {
    if (prefix.length() < SHORTEST) {
      throw refused(
          "'%s' is too short for %s %s: give at least its first %d characters"
              .formatted(prefix, article, noun, SHORTEST));
    }
    List<T> matching = all.stream().filter(one -> id.apply(one).startsWith(prefix)).toList();
    return switch (matching.size()) {
      case 1 -> matching.getFirst();
      case 0 -> throw refused("no %s begins with '%s'".formatted(noun, prefix));
      default ->
          throw refused(
              "'%s' is the beginning of more than one %s: %s"
                  .formatted(
                      prefix, noun, matching.stream().map(id).collect(Collectors.joining(", "))));
    };
  }

  OperationException refused(String what) {
    return OperationException.badRequest(what, where, fix);
  }
}

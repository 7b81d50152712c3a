package io.snapfleet.recipe;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what somebody meant to write. */
final class NearestName {
  private NearestName() {}

  /** The known name that is fewest typing errors away, unless it is a different word altogether. */
  static Optional<String> of(String written, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(written, name) <= Math.max(1, name.length() / 3))
        .min(
            Comparator.<String>comparingInt(name -> distance(written, name)).thenComparing(n -> n));
  }

  /** A fix for a name that is not known. */
  static String fix(String written, Collection<String> known) {
    return of(written, known)
        .map(name -> "did you mean " + name + "?")
        .orElseGet(() -> "known: " + String.join(", ", known.stream().sorted().toList()));
  }

  /** The Levenshtein distance. */
  private static int distance(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      above = nextRow(above, row, from.charAt(row - 1), to);
    }
    return above[to.length()];
  }

  private static int[] nextRow(int[] above, int row, char letter, String to) {
    int[] current = new int[above.length];
    current[0] = row;
    for (int column = 1; column < above.length; column++) {
      int replaced = above[column - 1] + (letter == to.charAt(column - 1) ? 0 : 1);
      current[column] = Math.min(replaced, Math.min(above[column], current[column - 1]) + 1);
    }
    return current;
  }
}

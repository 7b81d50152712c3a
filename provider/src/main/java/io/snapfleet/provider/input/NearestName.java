package io.snapfleet.provider.input;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a misspelt name was meant to be. */
public final class NearestName {
  private static final int LONGEST = 64;

  private NearestName() {}

  /** The known name with the fewest edits from this one, if it is near enough to be meant. */
  public static Optional<String> of(String name, Collection<String> known) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    String lower = name.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(candidate -> edits(lower, candidate) <= tolerance(candidate))
        .min(
            Comparator.comparingInt((String candidate) -> edits(lower, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** To be put behind a sentence that ends with the name; empty where no name is near. */
  public static String suggestion(String name, Collection<String> known) {
    return of(name, known).map(nearest -> "; did you mean '" + nearest + "'?").orElse("");
  }

  /** A suggestion: the nearest name, else all of them; null when there are none. */
  public static @Nullable String hint(String name, Collection<String> known, String plural) {
    Optional<String> nearest = of(name, known);
    if (nearest.isPresent()) {
      return "did you mean '" + nearest.get() + "'?";
    }
    return known.isEmpty()
        ? null
        : "known " + plural + ": " + String.join(", ", known.stream().sorted().toList());
  }

  private static int tolerance(String candidate) {
    return Math.max(1, Math.min(3, candidate.length() / 3));
  }

  /** Insertions, deletions, replacements and swaps of neighbours that turn one into the other. */
  private static int edits(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(from, to, cost, i, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int cheapest(String from, String to, int[][] cost, int i, int j) {
    int replaced = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}

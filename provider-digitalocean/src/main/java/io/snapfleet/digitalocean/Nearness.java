package io.snapfleet.digitalocean;

import java.util.Collection;
import java.util.Comparator;

/** How far two words are from each other, for suggestions. */
final class Nearness {
  private Nearness() {}

  /** What to say of the word among these that is most like the wrong one; empty if none is. */
  static String suggestion(String wrong, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.comparingInt((String one) -> distance(one, wrong)).thenComparing(one -> one))
        .filter(one -> distance(one, wrong) <= Math.max(2, wrong.length() / 2))
        .map(one -> "; did you mean '" + one + "'?")
        .orElse("");
  }

  /** How many letters must be put in, taken out or changed. */
  static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int substituted = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}

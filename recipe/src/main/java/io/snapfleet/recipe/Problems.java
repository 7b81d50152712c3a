package io.snapfleet.recipe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file, so that all of it is shown at once. */
final class Problems {
  private final String file;
  private final List<RecipeProblem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(int line, String what, String fix) {
    found.add(new RecipeProblem(file, line, what, fix));
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw exception();
    }
  }

  RecipeException exception() {
    return new RecipeException(
        found.stream().sorted(Comparator.comparingInt(RecipeProblem::line)).toList());
  }
}

package io.snapfleet.recipe;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** A recipe cannot be used; carries everything that is wrong with it, not only the first. */
public final class RecipeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<RecipeProblem> problems;

  public RecipeException(List<RecipeProblem> problems) {
    super(problems.stream().map(RecipeProblem::toString).collect(joining("\n")));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("a recipe without a problem is no exception");
    }
    this.problems = List.copyOf(problems);
  }

  /** At least one, in the order of the file. */
  public List<RecipeProblem> problems() {
    return problems;
  }
}

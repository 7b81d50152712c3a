package io.snapfleet.fleet.spec;

import io.snapfleet.provider.input.InputProblem;
import io.snapfleet.recipe.RecipeProblem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A fleet file cannot be used. Carries everything that is wrong with it, in the file's order, and
 * what is wrong with the recipe it names.
 */
public final class InvalidFleetFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<InputProblem> problems;
  private final transient List<RecipeProblem> recipeProblems;

  InvalidFleetFileException(List<InputProblem> problems) {
    this(problems, List.of());
  }

  InvalidFleetFileException(List<InputProblem> problems, List<RecipeProblem> recipeProblems) {
    super(sentences(problems, recipeProblems));
    this.problems = problems.stream().sorted(InputProblem.IN_FILE_ORDER).toList();
    this.recipeProblems = List.copyOf(recipeProblems);
  }

  private static String sentences(List<InputProblem> problems, List<RecipeProblem> recipeProblems) {
    return Stream.concat(
            problems.stream().sorted(InputProblem.IN_FILE_ORDER).map(InputProblem::toString),
            recipeProblems.stream().map(RecipeProblem::toString))
        .collect(Collectors.joining("\n"));
  }

  /** At least one. */
  public List<InputProblem> problems() {
    return problems;
  }

  /** In the order of the recipe's files; empty where it is sound or was not found. */
  public List<RecipeProblem> recipeProblems() {
    return recipeProblems;
  }
}

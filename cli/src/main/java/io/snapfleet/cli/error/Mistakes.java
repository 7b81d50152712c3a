package io.snapfleet.cli.error;

import io.snapfleet.fleet.spec.InvalidFleetFileException;
import io.snapfleet.provider.input.InputProblem;
import io.snapfleet.recipe.RecipeException;
import io.snapfleet.recipe.RecipeProblem;
import java.util.List;

/** Files with mistakes in them: a single one is told as it is, several are counted and listed. */
final class Mistakes {
  private Mistakes() {}

  static Failure of(InvalidFleetFileException invalid) {
    String file = invalid.problems().getFirst().file();
    return summedUp(file, invalid.problems().stream().map(Mistakes::of).toList());
  }

  static Failure of(RecipeException invalid) {
    return summedUp("the recipe", invalid.problems().stream().map(Mistakes::of).toList());
  }

  private static Failure summedUp(String file, List<Failure> mistakes) {
    if (mistakes.size() == 1) {
      return mistakes.getFirst();
    }
    return new Failure(
        file + " has " + mistakes.size() + " mistakes",
        file,
        "correct them all, then check with snapfleet validate",
        ExitCode.BAD_INPUT,
        mistakes);
  }

  private static Failure of(InputProblem problem) {
    String path = problem.path().isEmpty() ? "" : problem.path() + ": ";
    String suggestion = problem.suggestion();
    return new Failure(
        path + problem.rule(),
        problem.where(),
        suggestion == null ? "see snapfleet config reference" : suggestion,
        ExitCode.BAD_INPUT);
  }

  private static Failure of(RecipeProblem problem) {
    return new Failure(problem.what(), problem.where(), problem.fix(), ExitCode.BAD_INPUT);
  }
}

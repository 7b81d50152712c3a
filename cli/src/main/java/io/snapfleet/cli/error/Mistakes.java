package io.snapfleet.cli.error;

import io.snapfleet.bake.source.InvalidTemplateException;
import io.snapfleet.fleet.spec.InvalidFleetFileException;
import io.snapfleet.provider.input.InputProblem;
import io.snapfleet.recipe.RecipeException;
import io.snapfleet.recipe.RecipeProblem;
import java.util.List;
import java.util.stream.Stream;

/** Files with mistakes in them: a single one is told as it is, several are counted and listed. */
final class Mistakes {
  private Mistakes() {}

  static Failure of(InvalidFleetFileException invalid) {
    String file = invalid.problems().getFirst().file();
    boolean alone = invalid.recipeProblems().isEmpty();
    return summedUp(
        alone ? file + " has" : file + " and its recipe have",
        file,
        "correct them all, then check with snapfleet validate",
        Stream.concat(
                invalid.problems().stream()
                    .map(problem -> of(problem, "see snapfleet config reference")),
                invalid.recipeProblems().stream().map(Mistakes::of))
            .toList());
  }

  static Failure of(InvalidTemplateException invalid) {
    String file = invalid.problems().getFirst().file();
    return summedUp(
        file + " has",
        file,
        "correct them all, then check with snapfleet bake validate",
        invalid.problems().stream()
            .map(problem -> of(problem, "see docs/image-templates.md"))
            .toList());
  }

  static Failure of(RecipeException invalid) {
    return summedUp(
        "the recipe has",
        "the recipe",
        "correct them all, then check with snapfleet validate",
        invalid.problems().stream().map(Mistakes::of).toList());
  }

  /**
   * @param whoHas completes "... 3 mistakes"
   */
  private static Failure summedUp(String whoHas, String where, String fix, List<Failure> mistakes) {
    if (mistakes.size() == 1) {
      return mistakes.getFirst();
    }
    return new Failure(
        whoHas + " " + mistakes.size() + " mistakes", where, fix, ExitCode.BAD_INPUT, mistakes);
  }

  private static Failure of(InputProblem problem, String otherwise) {
    String path = problem.path().isEmpty() ? "" : problem.path() + ": ";
    String suggestion = problem.suggestion();
    return new Failure(
        path + problem.rule(),
        problem.where(),
        suggestion == null ? otherwise : suggestion,
        ExitCode.BAD_INPUT);
  }

  private static Failure of(RecipeProblem problem) {
    return new Failure(problem.what(), problem.where(), problem.fix(), ExitCode.BAD_INPUT);
  }
}

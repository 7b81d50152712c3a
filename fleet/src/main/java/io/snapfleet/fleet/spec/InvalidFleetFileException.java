package io.snapfleet.fleet.spec;

import io.snapfleet.provider.input.InputProblem;
import java.util.List;
import java.util.stream.Collectors;

/** A fleet file cannot be used. Carries everything that is wrong with it, in the file's order. */
public final class InvalidFleetFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<InputProblem> problems;

  InvalidFleetFileException(List<InputProblem> problems) {
    super(sentences(problems));
    this.problems = problems.stream().sorted(InputProblem.IN_FILE_ORDER).toList();
  }

  private static String sentences(List<InputProblem> problems) {
    return problems.stream()
        .sorted(InputProblem.IN_FILE_ORDER)
        .map(InputProblem::toString)
        .collect(Collectors.joining("\n"));
  }

  /** At least one. */
  public List<InputProblem> problems() {
    return problems;
  }
}

package io.snapfleet.fleet.spec;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A fleet file cannot be used. Carries everything that is wrong with it, in the file's order. */
public final class InvalidFleetFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Comparator<SpecProblem> IN_FILE_ORDER =
      Comparator.comparingInt(SpecProblem::line)
          .thenComparingInt(SpecProblem::column)
          .thenComparing(SpecProblem::path);

  private final transient List<SpecProblem> problems;

  InvalidFleetFileException(List<SpecProblem> problems) {
    super(sentences(problems));
    this.problems = problems.stream().sorted(IN_FILE_ORDER).toList();
  }

  private static String sentences(List<SpecProblem> problems) {
    return problems.stream()
        .sorted(IN_FILE_ORDER)
        .map(SpecProblem::toString)
        .collect(Collectors.joining("\n"));
  }

  /** At least one. */
  public List<SpecProblem> problems() {
    return problems;
  }
}

package io.snapfleet.bake.source;

import io.snapfleet.provider.input.InputProblem;
import java.util.List;
import java.util.stream.Collectors;

/** A template cannot be used. Carries everything that is wrong with it, in the files' order. */
public final class InvalidTemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<InputProblem> problems;

  InvalidTemplateException(List<InputProblem> problems) {
    super(problems.stream().map(InputProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** At least one. */
  public List<InputProblem> problems() {
    return problems;
  }
}

package io.snapfleet.bake.source;

import io.snapfleet.provider.input.InputProblem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is wrong with one file so far; the same thing only once. Not for use by several threads. */
public final class Problems {
  private final String file;
  private final Set<InputProblem> found = new LinkedHashSet<>();
  private int reports;

  /**
   * @param file as the user named it
   */
  public Problems(String file) {
    this.file = file;
  }

  /** Those of the same file so far. */
  public Problems(Problems before) {
    this.file = before.file;
    this.found.addAll(before.found);
  }

  /**
   * @param path the key it is about, such as {@code builders[0].region}; may be empty
   * @param value the offending text; null where something is missing
   * @param rule what is wrong: a clause without a full stop
   * @param suggestion what to do about it; null where the rule says it all
   */
  public void report(
      Position position,
      String path,
      @Nullable String value,
      String rule,
      @Nullable String suggestion) {
    reports++;
    found.add(
        new InputProblem(file, position.line(), position.column(), path, value, rule, suggestion));
  }

  /** How often something has been reported, also again, to see later whether it has been more. */
  public int reports() {
    return reports;
  }

  /** Whether there is one about a key, or about something in there. */
  public boolean isAbout(String key) {
    return found.stream().anyMatch(problem -> problem.path().startsWith(key));
  }

  /**
   * Ends the checks of this file, and of others along with it.
   *
   * @param mask applied to all that is said
   * @throws InvalidTemplateException when there is a problem in any of them
   */
  public void throwIfAny(List<Problems> others, UnaryOperator<String> mask) {
    List<InputProblem> all = new ArrayList<>(inOrder());
    others.forEach(other -> all.addAll(other.inOrder()));
    if (!all.isEmpty()) {
      throw new InvalidTemplateException(
          all.stream().map(problem -> masked(problem, mask)).toList());
    }
  }

  /** What is thrown where there is at least one. */
  public InvalidTemplateException exception() {
    return new InvalidTemplateException(inOrder());
  }

  /** Ends the checks of this file alone, where nothing needs to be hidden. */
  public void throwIfAny() {
    throwIfAny(List.of(), UnaryOperator.identity());
  }

  private List<InputProblem> inOrder() {
    return found.stream().sorted(InputProblem.IN_FILE_ORDER).toList();
  }

  private static InputProblem masked(InputProblem problem, UnaryOperator<String> mask) {
    return new InputProblem(
        problem.file(),
        problem.line(),
        problem.column(),
        mask.apply(problem.path()),
        problem.value() == null ? null : mask.apply(problem.value()),
        mask.apply(problem.rule()),
        problem.suggestion() == null ? null : mask.apply(problem.suggestion()));
  }
}

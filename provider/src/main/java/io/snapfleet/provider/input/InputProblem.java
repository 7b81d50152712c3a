package io.snapfleet.provider.input;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with what somebody wrote.
 *
 * @param file the file as the user named it
 * @param line counted from 1; 0 when the file as a whole is meant
 * @param column counted from 1; 0 when the file as a whole is meant
 * @param path the key it is about, such as {@code tiers.web.machines}; empty for the whole file
 * @param value the offending text; null where something is missing
 * @param rule what is wrong, or what must hold and does not: a clause without a full stop
 * @param suggestion what to do about it; null where the rule says it all
 */
public record InputProblem(
    String file,
    int line,
    int column,
    String path,
    @Nullable String value,
    String rule,
    @Nullable String suggestion) {
  /** By place, then by key. */
  public static final Comparator<InputProblem> IN_FILE_ORDER =
      Comparator.comparingInt(InputProblem::line)
          .thenComparingInt(InputProblem::column)
          .thenComparing(InputProblem::path);

  public InputProblem {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(rule, "rule");
  }

  /** {@code fleet.yaml:12:9}, or the file alone when all of it is meant. */
  public String where() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }

  /** The whole problem in one line. */
  @Override
  public String toString() {
    return where()
        + ": "
        + (path.isEmpty() ? "" : path + ": ")
        + rule
        + (suggestion == null ? "" : "; " + suggestion);
  }
}

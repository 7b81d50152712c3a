package io.snapfleet.cli.output;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapfleet.cli.error.Failure;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes failures where errors go, as lines for a person or as one object for a script. */
public final class FailurePrinter {
  private final PrintWriter errors;

  public FailurePrinter(PrintWriter errors) {
    this.errors = errors;
  }

  /** The documented shape of an error under {@code --json}. */
  record Shape(
      String error,
      String where,
      String fix,
      int exitCode,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Mistake> mistakes,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> output) {
    record Mistake(String error, String where, String fix) {}

    static Shape of(Failure failure) {
      return new Shape(
          failure.error(),
          failure.where(),
          failure.fix(),
          failure.exitCode().number(),
          failure.details().stream()
              .map(detail -> new Mistake(detail.error(), detail.where(), detail.fix()))
              .toList(),
          failure.output());
    }
  }

  public void printJson(Failure failure) {
    errors.println(Json.text(Shape.of(failure)));
    errors.flush();
  }

  /**
   * @param synopsis how the command is called, where it was called wrongly; null elsewhere
   */
  public void printText(Failure failure, @Nullable String synopsis) {
    List<String> lines = new ArrayList<>();
    for (Failure detail : failure.details()) {
      lines.addAll(lines(detail));
    }
    lines.addAll(lines(failure));
    failure.output().forEach(line -> lines.add("  | " + line));
    if (synopsis != null) {
      lines.add(synopsis);
    }
    lines.forEach(errors::println);
    errors.flush();
  }

  private static List<String> lines(Failure failure) {
    return List.of(
        "error: " + indented(failure.error()),
        "  where: " + indented(failure.where()),
        "  fix: " + indented(failure.fix()));
  }

  private static String indented(String text) {
    return text.strip().replace("\n", "\n    ");
  }
}

package io.snapfleet.recipe;

import java.util.Objects;

/**
 * One thing that is wrong with a recipe.
 *
 * @param file the file it is in, as a person would open it
 * @param line counted from 1; 0 when it is no particular line
 * @param what a sentence without full stop
 * @param fix what to do about it
 */
public record RecipeProblem(String file, int line, String what, String fix) {
  public RecipeProblem {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(fix, "fix");
  }

  /** Where it is: {@code FILE:LINE}, or the file alone. */
  public String where() {
    return line == 0 ? file : file + ":" + line;
  }

  @Override
  public String toString() {
    return where() + ": " + what + "; " + fix;
  }
}

package io.snapfleet.recipe;

import java.util.stream.Stream;

/** Which texts are paths that a recipe may name. */
final class Paths {
  private static final String DIRECTORY = "/[^*]*[^*/]";
  private static final String PATTERN = "/[^*]*/[^/]*|/[^/*]+";

  private Paths() {}

  /** An absolute path without {@code /} at its end. */
  static boolean isDirectory(String path) {
    return path.matches(DIRECTORY) && hasNoSteps(path);
  }

  /** An absolute path that may have {@code *} in its last segment, or {@code /} at its end. */
  static boolean isPattern(String path) {
    return path.matches(PATTERN) && hasNoSteps(path);
  }

  private static boolean hasNoSteps(String path) {
    return Stream.of(path.split("/")).noneMatch(step -> step.equals("..") || step.equals("."));
  }
}

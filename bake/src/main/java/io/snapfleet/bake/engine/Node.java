package io.snapfleet.bake.engine;

import java.util.List;

/** Part of a parsed template. */
sealed interface Node {
  record Text(String text) implements Node {}

  /**
   * An action that prints a value.
   *
   * @param source as written, braces and all
   */
  record Print(Pipeline pipeline, String source) implements Node {}

  record Condition(Pipeline test, List<Node> then, List<Node> otherwise) implements Node {}
}

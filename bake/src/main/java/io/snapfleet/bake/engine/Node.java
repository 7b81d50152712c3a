package io.snapfleet.bake.engine;

import java.util.List;
import java.util.Optional;

/** Part of a parsed template. */
sealed interface Node {
  record Text(String text) implements Node {}

  /** An action that prints a value, unless it gives it to a variable. */
  record Print(Pipeline pipeline) implements Node {}

  record Condition(Pipeline test, List<Node> then, List<Node> otherwise) implements Node {}

  /** The value becomes the dot, where it is true. */
  record With(Pipeline value, List<Node> then, List<Node> otherwise) implements Node {}

  /** Each value of a map becomes the dot. */
  record Range(Pipeline values, List<Node> body, List<Node> otherwise) implements Node {}

  /** Leaves a range, or the rest of one of its rounds. */
  record Leave(boolean range) implements Node {}

  /** Another template, with a dot of its own. */
  record Insert(String template, Optional<Pipeline> dot, int offset) implements Node {}
}

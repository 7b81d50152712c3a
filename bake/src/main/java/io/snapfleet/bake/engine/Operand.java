package io.snapfleet.bake.engine;

import java.util.List;

/** Something that has a value, and its place in the template. */
sealed interface Operand {
  int offset();

  /** A string, a {@code Long}, a {@code Double} or a {@code Boolean}. */
  record Literal(Object value, int offset) implements Operand {}

  /** A field of the data, or of a field; no names at all are the data itself. */
  record Field(List<String> names, int offset) implements Operand {}

  record Call(TemplateFunction function, int offset) implements Operand {}

  record Nested(Pipeline pipeline, int offset) implements Operand {}

  record Nil(int offset) implements Operand {}
}

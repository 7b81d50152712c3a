package io.snapfleet.bake.engine;

import java.util.List;

/** Something that has a value, and its place in the template. */
sealed interface Operand {
  int offset();

  /** A string or a {@code Boolean}. */
  record Literal(Object value, int offset) implements Operand {}

  record Numeral(GoNumber number, int offset) implements Operand {}

  record Dot(int offset) implements Operand {}

  /** A field of the dot, or of such a field. */
  record Field(List<String> names, int offset) implements Operand {}

  /** A variable, or a field of one. */
  record Variable(String variable, List<String> names, int offset) implements Operand {}

  record Call(TemplateFunction function, int offset) implements Operand {}

  record Nested(Pipeline pipeline, int offset) implements Operand {}

  /** A field of what a function or a pipeline gives. */
  record Inner(Operand of, List<String> names, int offset) implements Operand {}

  record Nil(int offset) implements Operand {}

  /** Whether nothing can be given to it. */
  default boolean isPlain() {
    return switch (this) {
      case Literal _, Numeral _, Dot _, Nil _ -> true;
      case Field _, Variable _, Call _, Nested _, Inner _ -> false;
    };
  }
}

package io.snapfleet.bake.engine;

import java.util.List;

/** Commands, each of which is given the result of the one before as its last argument. */
record Pipeline(List<Command> commands, int offset) {
  /** What comes first is called, or is the value itself. */
  record Command(List<Operand> operands, int offset) {}

  /** Whether it is nothing but a field, as in {@code {{ .Path }}}. */
  boolean isField() {
    return commands.size() == 1
        && commands.getFirst().operands().size() == 1
        && commands.getFirst().operands().getFirst() instanceof Operand.Field;
  }
}

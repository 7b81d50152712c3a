package io.snapfleet.bake.engine;

import java.util.List;

/**
 * Commands, each of which is given the result of the one before as its last argument.
 *
 * @param variables what the result is given to
 * @param assigns whether they were there before
 */
record Pipeline(List<String> variables, boolean assigns, List<Command> commands, int offset) {
  /** What comes first is called, or is the value itself. */
  record Command(List<Operand> operands) {}
}

package io.snapfleet.cli.command;

import io.snapfleet.fleet.operate.OperationException;
import io.snapfleet.fleet.spec.FleetFile;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Says of refusals that are about a key of the fleet file where in the file it stands. */
record FileRefusals(FleetFile reader, Path file) {
  <T> T placed(Supplier<T> work) {
    try {
      return work.get();
    } catch (OperationException refusal) {
      throw placed(refusal);
    }
  }

  private RuntimeException placed(OperationException refusal) {
    if (refusal.kind() != OperationException.Kind.BAD_REQUEST) {
      return refusal;
    }
    return reader
        .refusal(file, refusal.where(), String.valueOf(refusal.getMessage()), refusal.fix())
        .<RuntimeException>map(RuntimeException.class::cast)
        .orElse(refusal);
  }
}

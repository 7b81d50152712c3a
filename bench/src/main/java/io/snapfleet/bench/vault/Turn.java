package io.snapfleet.bench.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/** One program's way through all operations on one input, beginning with nothing. */
final class Turn {
  private final BackupProgram program;
  private final Input input;
  private final Place place;
  private final List<Figures> figures;

  /**
   * @param figures those of this input and program, one an operation, which this adds to
   */
  Turn(BackupProgram program, Input input, Place place, List<Figures> figures) {
    this.program = program;
    this.input = input;
    this.place = place;
    this.figures = figures;
  }

  /** Leaves the input as it was, and checks the restored copy of the second day if told so. */
  void take(boolean check) {
    place.prepare();
    Cost.of(program.init(place));
    for (Figures operation : figures) {
      prepare(operation.operation());
      operation.add(Cost.of(call(operation.operation())), place.repositoryBytes());
    }
    if (check) {
      Restored.requireSame(input.path(), place.restored(), program.name());
    }
    input.undo();
  }

  private void prepare(Operation operation) {
    switch (operation) {
      case TOUCHED -> touch();
      case CHANGED -> input.change();
      case FIRST, UNCHANGED, RESTORE -> {}
    }
  }

  private void touch() {
    try {
      Files.setLastModifiedTime(input.path(), FileTime.from(Instant.now()));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private Call call(Operation operation) {
    return operation == Operation.RESTORE
        ? program.restore(input, place)
        : program.backup(input, place);
  }
}

package io.snapfleet.bench.vault;

import io.snapfleet.bench.measure.CleanUp;
import io.snapfleet.bench.measure.Program;
import io.snapfleet.bench.measure.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Turns of all programs, one after the other, round after round. */
final class Rounds {
  private static final long DISK_BYTES = 48L << 30;
  private static final long LEAST_DISK_BYTES = 2L << 30;

  private final List<BackupProgram> programs;
  private final Inputs inputs;
  private final Path work;
  private final Progress progress;
  private final CleanUp cleanUp;

  Rounds(
      List<BackupProgram> programs, Inputs inputs, Path work, Progress progress, CleanUp cleanUp) {
    this.programs = programs;
    this.inputs = inputs;
    this.work = work;
    this.progress = progress;
    this.cleanUp = cleanUp;
  }

  /** Input by input; of each operation all programs. */
  List<Figures> measure(int runs, double scale) {
    List<Figures> all = new ArrayList<>();
    for (Input input : inputs.all()) {
      List<Figures> figures = empty(input);
      long diskBytes = Math.max(LEAST_DISK_BYTES, (long) (DISK_BYTES * scale));
      for (int round = 1; round <= runs; round++) {
        for (BackupProgram program : programs) {
          progress.say("%s by %s, round %d".formatted(input.name(), program.name(), round));
          turn(program, input, figures, diskBytes, round == 1);
        }
      }
      all.addAll(figures);
    }
    return all;
  }

  private List<Figures> empty(Input input) {
    return Operation.of(input).stream()
        .flatMap(operation -> programs.stream().map(one -> Figures.none(input, operation, one)))
        .toList();
  }

  private void turn(
      BackupProgram program, Input input, List<Figures> all, long diskBytes, boolean check) {
    Inputs.warm(input);
    Program.run("sync");
    List<Figures> ours = all.stream().filter(one -> one.program().equals(program)).toList();
    try (FreshDisk disk = FreshDisk.make(work, diskBytes, cleanUp)) {
      new Turn(program, input, disk.place(), ours).take(check);
    }
  }
}

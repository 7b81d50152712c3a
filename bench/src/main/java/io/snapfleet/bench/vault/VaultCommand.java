package io.snapfleet.bench.vault;

import io.snapfleet.bench.measure.BenchException;
import io.snapfleet.bench.measure.CleanUp;
import io.snapfleet.bench.measure.MachineLoad;
import io.snapfleet.bench.measure.Progress;
import io.snapfleet.bench.measure.Tools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures backups and restores by the vault, restic and borg. */
@Command(
    name = "bench/vault",
    mixinStandardHelpOptions = true,
    description = "Measures backups and restores of the same data by the vault, restic and borg.")
public final class VaultCommand implements Runnable {
  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "How often each program has its turn; ${DEFAULT-VALUE} unless given.")
  private int runs = 3;

  @Option(
      names = "--scale",
      paramLabel = "X",
      description = "How large the inputs are, from 0.001; 1 unless given.")
  private double scale = 1;

  @Option(
      names = "--input",
      paramLabel = "INPUT",
      description = "tree or image; both unless given.")
  private @Nullable String input;

  @Option(
      names = "--restic",
      paramLabel = "PATH",
      description = "A restic to compare with, besides the installed one; may be given again.")
  private List<String> restics = new ArrayList<>();

  @Option(
      names = "--peer",
      paramLabel = "NAME",
      description =
          "Only programs whose names begin so, such as 'restic 0.18' or borg; may be given again.")
  private List<String> peers = new ArrayList<>();

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "Where everything is made and removed again; needs up to 40 GiB at scale 1.")
  private Path work = Path.of("/var/tmp");

  @Option(names = "--json", description = "Print every single figure as data.")
  private boolean json;

  @Option(names = "--snapfleet", hidden = true, required = true)
  private Path program = Path.of("snapfleet");

  @Override
  public void run() {
    requireSense();
    Tools.require(Map.of("time", "time", "mkfs.ext4", "e2fsprogs"));
    List<BackupProgram> programs = Programs.of(program, restics, peers);
    try (CleanUp cleanUp = new CleanUp()) {
      double before = MachineLoad.now();
      Progress progress = new Progress();
      Inputs inputs = Inputs.make(work, scale, input, progress, cleanUp);
      List<Figures> figures =
          new Rounds(programs, inputs, work, progress, cleanUp).measure(runs, scale);
      VaultReport report =
          new VaultReport(MachineLoad.since(before), inputs.descriptions(), figures);
      System.out.print(json ? report.json() + "\n" : report.text());
    }
  }

  private void requireSense() {
    if (runs < 1 || runs > 100) {
      throw new BenchException("--runs takes a number from 1 to 100");
    }
    if (!(scale >= 0.001 && scale <= 10)) {
      throw new BenchException("--scale takes a number from 0.001 to 10");
    }
    if (input != null && !List.of("tree", "image").contains(input)) {
      throw new BenchException("--input takes tree or image, not " + input);
    }
  }
}

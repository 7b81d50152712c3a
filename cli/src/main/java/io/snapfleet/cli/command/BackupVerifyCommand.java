package io.snapfleet.cli.command;

import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Counted;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.operate.BackupVerifier;
import io.snapfleet.fleet.operate.FleetEngine;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapfleet backup verify FLEET}. */
@Command(
    name = "verify",
    description =
        "Checks that every backup is in the vault and all it needs is there; exit code 1 when not.",
    footer = {"  snapfleet backup verify blog", "  snapfleet backup verify blog --read-data"})
public final class BackupVerifyCommand implements Callable<Integer> {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Parameters(paramLabel = "FLEET", description = "The fleet's name.")
  private String fleet = "";

  @Option(names = "--read-data", description = "Read and check every byte of the vault.")
  private boolean readData;

  public BackupVerifyCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /** The result as data. */
  record Verified(
      String fleet, boolean sound, int backups, List<BackupVerifier.Finding> findings) {}

  @Override
  public Integer call() {
    BackupVerifier.Report report = engine.get().backups().verify(fleet, readData);
    boolean sound = report.findings().isEmpty();
    output.result(
        new Verified(fleet, sound, report.backups(), report.findings()), text(report, sound));
    return (sound ? ExitCode.DONE : ExitCode.FAILED).number();
  }

  private String text(BackupVerifier.Report report, boolean sound) {
    if (sound) {
      return "%s of fleet %s verified, %s."
          .formatted(
              Counted.text(report.backups(), "backup"),
              fleet,
              readData ? "sound to the last byte" : "sound");
    }
    Table table = new Table("WHERE", "FOUND");
    report.findings().forEach(finding -> table.row(finding.where(), finding.what()));
    return "The backups of fleet %s are not sound:\n\n%s".formatted(fleet, table);
  }
}

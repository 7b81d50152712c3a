package io.snapfleet.cli.command;

import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.OperationProgress;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Progress;
import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.fleet.operate.FleetEngine;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapfleet backup create FLEET}. */
@Command(
    name = "create",
    description =
        "Backs files, uploads and database up at one moment while the fleet goes on serving; exit code 1"
            + " when a part is missing.",
    footer = {
      "  snapfleet backup create blog",
      "  snapfleet backup create blog --period daily --json",
    })
public final class BackupCreateCommand implements Callable<Integer> {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Parameters(paramLabel = "FLEET", description = "The fleet's name.")
  private String fleet = "";

  @Option(
      names = "--period",
      paramLabel = "PERIOD",
      converter = PeriodConverter.class,
      defaultValue = "manual",
      description =
          "hourly, daily, weekly, monthly, bimonthly or manual: decides how long it is kept.")
  private BackupPeriod period = BackupPeriod.MANUAL;

  public BackupCreateCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  @Override
  public Integer call() {
    BackupReport report;
    try (Progress progress = output.progress()) {
      report =
          BackupReport.of(
              engine.get().backups().create(fleet, period, new OperationProgress(progress)));
    }
    output.result(report, report.text());
    return (report.isGood() ? ExitCode.DONE : ExitCode.FAILED).number();
  }
}

package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Counted;
import io.snapfleet.cli.output.Elapsed;
import io.snapfleet.cli.output.OperationProgress;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Progress;
import io.snapfleet.fleet.model.Drill;
import io.snapfleet.fleet.operate.FleetEngine;
import java.time.Duration;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code snapfleet backup drill FLEET}. */
@Command(
    name = "drill",
    description =
        "Proves the newest good backup: restores it into a throw-away fleet beside the live one, checks"
            + " and counts what came of it, and removes that fleet again.",
    footer = {"  snapfleet backup drill blog", "  snapfleet backup drill blog --json"})
public final class BackupDrillCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Parameters(paramLabel = "FLEET", description = "The fleet's name.")
  private String fleet = "";

  @Mixin private TimeoutOption timeout = new TimeoutOption();

  public BackupDrillCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  @Override
  public void run() {
    Drill drill;
    try (Progress progress = output.progress()) {
      drill = timeout.limit(engine).drill(fleet, new OperationProgress(progress));
    }
    output.result(DrillReport.of(drill), text(drill));
  }

  private static String text(Drill drill) {
    Drill.Rows rows = drill.rows();
    return """
        Backup %s of fleet %s is proven
          recovery point (RPO): %s of changes would have been lost
          recovery time (RTO):  %s until the restored application was healthy
          counted:              %s
        """
        .formatted(
            drill.backup(),
            drill.fleet(),
            Elapsed.text(drill.recoveryPoint()),
            Elapsed.text(drill.recoveryTime().orElse(Duration.ZERO)),
            rows == null
                ? "nothing, for the recipe counts no rows"
                : Counted.text(rows.rows(), "row") + " in " + Counted.text(rows.tables(), "table"));
  }
}

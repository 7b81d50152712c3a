package io.snapfleet.cli.command;

import io.snapfleet.cli.output.OperationProgress;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Progress;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.operate.FleetEngine;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code snapfleet snapshot create FLEET}. */
@Command(
    name = "create",
    description = "Takes images of all tiers at one moment while the fleet goes on serving.",
    footer = {"  snapfleet snapshot create blog", "  snapfleet snapshot create blog --json"})
public final class SnapshotCreateCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Parameters(paramLabel = "FLEET", description = "The fleet's name.")
  private String fleet = "";

  @Mixin private TimeoutOption timeout = new TimeoutOption();

  public SnapshotCreateCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  @Override
  public void run() {
    SnapshotSet set;
    try (Progress progress = output.progress()) {
      set = timeout.limit(engine).takeSnapshot(fleet, new OperationProgress(progress));
    }
    output.result(SnapshotReport.of(set), text(set));
  }

  static String text(SnapshotSet set) {
    return """
        Snapshot set %1$s of fleet %2$s
          what is in it:     snapfleet snapshot show %3$s
          build from it:     snapfleet up --from-snapshot %3$s
        """
        .formatted(set.id(), set.fleet(), set.id().substring(0, 4));
  }
}

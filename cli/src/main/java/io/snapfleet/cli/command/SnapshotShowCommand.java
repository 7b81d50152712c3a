package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Output;
import io.snapfleet.fleet.operate.FleetEngine;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code snapfleet snapshot show PREFIX}. */
@Command(
    name = "show",
    description = "Prints what a snapshot set holds: images, volumes, packages, frozen settings.",
    footer = {
      "  snapfleet snapshot show k3v9",
      "  snapfleet snapshot show k3v9 --json    with every package and its version",
    })
public final class SnapshotShowCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Mixin private SnapshotPrefix prefix = new SnapshotPrefix();

  public SnapshotShowCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  @Override
  public void run() {
    SnapshotReport report = SnapshotReport.of(engine.get().snapshotSet(prefix.text()));
    output.result(report, report.text());
  }
}

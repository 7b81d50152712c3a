package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Output;
import io.snapfleet.fleet.operate.Backups;
import io.snapfleet.fleet.operate.FleetEngine;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code snapfleet backup show FLEET ID}. */
@Command(
    name = "show",
    description =
        "Prints what is in a backup: its parts, their sizes, and what is wrong with them.",
    footer = {"  snapfleet backup show blog k3v9", "  snapfleet backup show blog latest --json"})
public final class BackupShowCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Mixin private BackupPrefix prefix = new BackupPrefix();

  public BackupShowCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  @Override
  public void run() {
    Backups backups = engine.get().backups();
    BackupReport report = BackupReport.of(backups.find(prefix.fleet(), prefix.text()));
    output.result(report, report.text());
  }
}

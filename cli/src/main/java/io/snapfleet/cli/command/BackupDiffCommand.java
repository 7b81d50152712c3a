package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Bytes;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.backup.BackupReader.Difference;
import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.operate.Backups;
import io.snapfleet.fleet.operate.FleetEngine;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code snapfleet backup diff FLEET ID ID}. */
@Command(
    name = "diff",
    description = "Prints the files that changed from one backup to another.",
    footer = {
      "  snapfleet backup diff blog k3v9 latest",
      "  snapfleet backup diff blog k3v9 m2x1 --json",
    })
public final class BackupDiffCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Parameters(index = "0", paramLabel = "FLEET", description = "The fleet's name.")
  private String fleet = "";

  @Parameters(
      index = "1",
      paramLabel = "FROM",
      description = "The beginning of one backup's id, at least 4 characters, or latest.")
  private String from = "";

  @Parameters(
      index = "2",
      paramLabel = "TO",
      description = "The beginning of the other's id, likewise.")
  private String to = "";

  public BackupDiffCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /** The result as data. */
  record Compared(String fleet, String from, String to, List<Difference> changes) {}

  @Override
  public void run() {
    Backups backups = engine.get().backups();
    Backup earlier = backups.find(fleet, from);
    Backup later = backups.find(fleet, to);
    List<Difference> changes = backups.diff(fleet, earlier, later);
    output.result(
        new Compared(fleet, earlier.id(), later.id(), changes), text(earlier, later, changes));
  }

  private static String text(Backup earlier, Backup later, List<Difference> changes) {
    if (changes.isEmpty()) {
      return "Backups %s and %s have the same files.".formatted(earlier.id(), later.id());
    }
    Table table = new Table("CHANGE", "BYTES", "FILE");
    changes.forEach(one -> table.row(one.change(), Bytes.text(one.bytes()), one.path()));
    return table.toString();
  }
}

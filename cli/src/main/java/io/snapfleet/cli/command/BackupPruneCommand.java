package io.snapfleet.cli.command;

import io.snapfleet.cli.command.BackupListCommand.Listed;
import io.snapfleet.cli.output.Counted;
import io.snapfleet.cli.output.OperationProgress;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Progress;
import io.snapfleet.fleet.operate.Backups;
import io.snapfleet.fleet.operate.FleetEngine;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapfleet backup prune FLEET}. */
@Command(
    name = "prune",
    description =
        "Removes the backups that the fleet file does not keep; never the newest good one, nor one that"
            + " a snapshot set refers to.",
    footer = {"  snapfleet backup prune blog --dry-run", "  snapfleet backup prune blog --yes"})
public final class BackupPruneCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Parameters(paramLabel = "FLEET", description = "The fleet's name.")
  private String fleet = "";

  @Option(names = "--dry-run", description = "Only print what would go, and why.")
  private boolean dryRun;

  @Mixin private YesOption yes = new YesOption();

  public BackupPruneCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /** The result as data. */
  record Pruned(
      String fleet, boolean dryRun, List<Listed.Entry> kept, List<Listed.Entry> removed) {}

  @Override
  public void run() {
    Backups backups = engine.get().backups();
    Set<String> proven = engine.get().provenBackups(fleet);
    List<Listed.Entry> entries =
        backups.list(fleet).stream().map(verdict -> Listed.Entry.of(verdict, proven)).toList();
    if (!dryRun) {
      confirm(entries.stream().filter(entry -> !entry.kept()).count());
      try (Progress progress = output.progress()) {
        entries =
            backups.prune(fleet, new OperationProgress(progress)).stream()
                .map(verdict -> Listed.Entry.of(verdict, proven))
                .toList();
      }
    }
    List<Listed.Entry> kept = entries.stream().filter(Listed.Entry::kept).toList();
    List<Listed.Entry> removed = entries.stream().filter(entry -> !entry.kept()).toList();
    output.result(new Pruned(fleet, dryRun, kept, removed), text(kept, removed));
  }

  private void confirm(long removed) {
    if (removed > 0 && !yes.given()) {
      output
          .prompt()
          .confirm(
              "Remove %s of fleet %s? --dry-run lists them."
                  .formatted(Counted.text(removed, "backup"), fleet));
    }
  }

  private String text(List<Listed.Entry> kept, List<Listed.Entry> removed) {
    if (removed.isEmpty()) {
      return "Fleet %s keeps all it has: %s.".formatted(fleet, Counted.text(kept.size(), "backup"));
    }
    return "%s %s; %d kept:\n\n%s"
        .formatted(
            dryRun ? "A prune would remove" : "Removed",
            Counted.text(removed.size(), "backup"),
            kept.size(),
            BackupListCommand.table(removed));
  }
}

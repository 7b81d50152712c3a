package io.snapfleet.cli.command;

import io.snapfleet.cli.output.OperationProgress;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Progress;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.operate.FleetEngine;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code snapfleet snapshot rm PREFIX}. */
@Command(
    name = "rm",
    description = "Removes a snapshot set with its images and data; refused while a fleet uses it.",
    footer = {"  snapfleet snapshot rm k3v9", "  snapfleet snapshot rm k3v9 --yes"})
public final class SnapshotRemoveCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Mixin private SnapshotPrefix prefix = new SnapshotPrefix();
  @Mixin private YesOption yes = new YesOption();

  public SnapshotRemoveCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /** The result as data. */
  record Removed(String id, String fleet) {}

  @Override
  public void run() {
    SnapshotSet set = engine.get().snapshotSetToRemove(prefix.text());
    if (!yes.given()) {
      output
          .prompt()
          .confirm(
              "Remove snapshot set %s of fleet %s, taken at %s?"
                  .formatted(set.id(), set.fleet(), set.takenAt()));
    }
    try (Progress progress = output.progress()) {
      engine.get().removeSnapshot(set.id(), new OperationProgress(progress));
    }
    output.result(new Removed(set.id(), set.fleet()), "Snapshot set " + set.id() + " is removed.");
  }
}

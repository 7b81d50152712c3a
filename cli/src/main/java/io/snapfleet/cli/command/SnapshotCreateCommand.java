package io.snapfleet.cli.command;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.OperationProgress;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Progress;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.plan.FrozenDifference;
import io.snapfleet.fleet.spec.FleetFile;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapfleet snapshot create FLEET}. */
@Command(
    name = "create",
    description = "Takes images of all tiers at one moment while the fleet goes on serving.",
    footer = {
      "  snapfleet snapshot create blog",
      "  snapfleet snapshot create blog --timeout 10m",
      "  snapfleet snapshot create blog --check -f blog.yaml    only compare, take nothing",
    })
public final class SnapshotCreateCommand implements Callable<Integer> {
  private final Output output;
  private final Supplier<FleetFile> fleetFile;
  private final Supplier<FleetEngine> engine;

  @Parameters(paramLabel = "FLEET", description = "The fleet's name.")
  private String fleet = "";

  @Mixin private TimeoutOption timeout = new TimeoutOption();

  @Mixin private FleetFileOption file = new FleetFileOption();

  @Option(
      names = "--check",
      description =
          "Take nothing, but list what would be fixed in the images and is otherwise in the fleet"
              + " file; exit code 2 when something is.")
  private boolean check;

  public SnapshotCreateCommand(
      Output output, Supplier<FleetFile> fleetFile, Supplier<FleetEngine> engine) {
    this.output = output;
    this.fleetFile = fleetFile;
    this.engine = engine;
  }

  /** The result as data with {@code --check}. */
  record Checked(String fleet, List<Difference> differences) {
    /** Empty where one of the two has no value. */
    record Difference(String setting, String machines, String wanted, String what) {
      static Difference of(FrozenDifference difference) {
        return new Difference(
            difference.name(), difference.inSet(), difference.wanted(), difference.reason());
      }
    }
  }

  @Override
  public Integer call() {
    return check ? compare() : take();
  }

  private int compare() {
    FleetSpec wanted = fleetFile.get().read(file.file());
    if (!wanted.fleet().equals(fleet)) {
      throw new CommandException(
          "the file is about fleet " + wanted.fleet(),
          file.file().toString(),
          "name the file of fleet " + fleet + " with -f",
          ExitCode.BAD_INPUT);
    }
    List<Checked.Difference> differences =
        engine.get().checkSnapshot(wanted).stream().map(Checked.Difference::of).toList();
    output.result(new Checked(fleet, differences), text(differences));
    return (differences.isEmpty() ? ExitCode.DONE : ExitCode.BAD_INPUT).number();
  }

  private String text(List<Checked.Difference> differences) {
    if (differences.isEmpty()) {
      return "Fleet " + fleet + " is as its file says: what is taken now can be built from.";
    }
    Table table = new Table("SETTING", "MACHINES", "WANTED");
    differences.forEach(one -> table.row(one.setting(), one.machines(), one.wanted()));
    return "Fleet %s differs from its file; run 'snapfleet up' first:\n\n%s"
        .formatted(fleet, table);
  }

  private int take() {
    SnapshotSet set;
    try (Progress progress = output.progress()) {
      set = timeout.limit(engine).takeSnapshot(fleet, new OperationProgress(progress));
    }
    output.result(SnapshotReport.of(set), text(set));
    return ExitCode.DONE.number();
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

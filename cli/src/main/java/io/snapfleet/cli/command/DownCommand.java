package io.snapfleet.cli.command;

import io.snapfleet.cli.output.OperationProgress;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Progress;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.plan.Plan;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapfleet down FLEET}. */
@Command(
    name = "down",
    description =
        "Removes a fleet's machines, networks and volumes with all data on them; snapshot sets stay"
            + " unless --snapshots is given.",
    footer = {
      "  snapfleet down blog",
      "  snapfleet down blog --yes",
      "  snapfleet down blog --snapshots        the snapshot sets go as well",
    })
public final class DownCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Parameters(paramLabel = "FLEET", description = "The fleet's name.")
  private String fleet = "";

  @Option(names = "--snapshots", description = "Remove the fleet's snapshot sets as well.")
  private boolean snapshots;

  @Mixin private YesOption yes = new YesOption();
  @Mixin private TimeoutOption timeout = new TimeoutOption();

  public DownCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /**
   * The result as data.
   *
   * @param snapshotSets ids of the sets that are left
   */
  record Down(String fleet, String state, List<String> snapshotSets) {}

  @Override
  public void run() {
    try (Progress progress = output.progress()) {
      timeout
          .limit(engine)
          .down(fleet, snapshots, plan -> approve(plan, progress), new OperationProgress(progress));
    }
    List<String> left = sets();
    output.result(new Down(fleet, "down", left), text(left));
  }

  private boolean approve(Plan plan, Progress progress) {
    List<String> sets = sets();
    boolean removes = !plan.isEmpty() || (snapshots && !sets.isEmpty());
    progress.note(PlanReport.text(plan));
    if (removes) {
      progress.note(consequence(sets));
    }
    if (removes && !yes.given()) {
      output.prompt().confirm("Take fleet " + fleet + " down?");
    }
    return true;
  }

  private String consequence(List<String> sets) {
    String data = "Its volumes go, with all data on them. ";
    if (sets.isEmpty()) {
      return data + "It has no snapshot set to build it from again.";
    }
    return data
        + (snapshots ? "Its snapshot sets go as well: " : "Its snapshot sets stay: ")
        + String.join(", ", sets);
  }

  private List<String> sets() {
    return engine.get().snapshotSets().stream()
        .filter(set -> set.fleet().equals(fleet))
        .map(SnapshotSet::id)
        .toList();
  }

  private String text(List<String> left) {
    return left.isEmpty()
        ? "Fleet " + fleet + " is down."
        : "Fleet %s is down. Its snapshot sets are left: %s\n  build it again:   snapfleet up --from-snapshot %s\n"
            .formatted(fleet, String.join(", ", left), left.getLast());
  }
}

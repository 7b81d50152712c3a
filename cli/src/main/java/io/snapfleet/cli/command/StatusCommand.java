package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.operate.FleetEngine;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code snapfleet status [FLEET]}. */
@Command(
    name = "status",
    description = "Prints how a fleet stands, machine by machine; without a name, all fleets.",
    footer = {
      "  snapfleet status",
      "  snapfleet status blog",
      "  snapfleet status blog --json",
    })
public final class StatusCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;
  private final Clock clock;

  @Parameters(
      arity = "0..1",
      paramLabel = "FLEET",
      description = "The fleet's name; all fleets when not given.")
  private @Nullable String fleet;

  public StatusCommand(Output output, Supplier<FleetEngine> engine, Clock clock) {
    this.output = output;
    this.clock = clock;
    this.engine = engine;
  }

  /** All fleets as data. */
  record Fleets(List<StatusReport> fleets) {}

  @Override
  public void run() {
    if (fleet == null) {
      all();
    } else {
      StatusReport report = report(fleet);
      output.result(report, report.text());
    }
  }

  private void all() {
    List<StatusReport> reports =
        engine.get().fleets().stream().map(FleetRecord::name).map(this::report).toList();
    output.result(new Fleets(reports), text(reports));
  }

  private StatusReport report(String name) {
    FleetEngine asked = engine.get();
    return StatusReport.of(asked.status(name)).with(asked.backups(), clock.instant());
  }

  private static String text(List<StatusReport> reports) {
    if (reports.isEmpty()) {
      return "There is no fleet yet. Next: snapfleet init, then snapfleet up";
    }
    Table table = new Table("FLEET", "STATE", "SERVING", "SNAPSHOT SET", "URL");
    for (StatusReport report : reports) {
      table.row(
          report.fleet(),
          report.drillOf() == null
              ? report.state()
              : report.state() + ", drill of " + report.drillOf(),
          report.tiers().isEmpty() ? "-" : report.counts(),
          report.snapshotSet() == null ? "-" : report.snapshotSet(),
          report.state().equals("down") || report.drillOf() != null ? "-" : report.url());
    }
    return table.toString();
  }
}

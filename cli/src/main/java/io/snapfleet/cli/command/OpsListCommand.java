package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.operate.FleetEngine;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code snapfleet ops list [FLEET]}. */
@Command(
    name = "list",
    description = "Lists operations, newest first, and how each ended.",
    footer = {"  snapfleet ops list", "  snapfleet ops list blog --json"})
public final class OpsListCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Parameters(
      arity = "0..1",
      paramLabel = "FLEET",
      description = "The fleet's name; all fleets when not given.")
  private @Nullable String fleet;

  public OpsListCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /** The result as data. */
  record Operations(List<OperationReport> operations) {}

  @Override
  public void run() {
    FleetEngine fleets = engine.get();
    List<OperationReport> reports =
        fleets.operations().stream()
            .filter(operation -> fleet == null || fleet.equals(operation.fleet()))
            .map(operation -> OperationReport.of(operation, fleets))
            .toList();
    output.result(new Operations(reports), text(reports));
  }

  private static String text(List<OperationReport> reports) {
    if (reports.isEmpty()) {
      return "There is no operation yet.";
    }
    Table table = new Table("ID", "FLEET", "KIND", "DETAIL", "STATUS", "STARTED", "TOOK");
    for (OperationReport report : reports) {
      table.row(
          report.id(),
          report.fleet(),
          report.kind(),
          report.detail(),
          report.status(),
          report.startedAt().truncatedTo(ChronoUnit.SECONDS),
          report.took());
    }
    return table.toString();
  }
}

package io.snapfleet.cli.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.operate.DueBackups;
import io.snapfleet.fleet.operate.FleetEngine;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code snapfleet run-due}. */
@Command(
    name = "run-due",
    description =
        "Makes every backup whose schedule is due, each once; for a timer. Exit code 1 when one failed.",
    footer = {"  snapfleet run-due", "  snapfleet run-due --json"})
public final class RunDueCommand implements Callable<Integer> {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  public RunDueCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /** The result as data. */
  record Ran(List<Entry> runs) {
    /**
     * One thing that was due.
     *
     * @param backup the id of the backup that was made; absent when none was
     * @param problem absent when all is well
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(String fleet, String period, @Nullable String backup, @Nullable String problem) {
      static Entry of(DueBackups.Outcome outcome) {
        return new Entry(
            outcome.fleet(),
            outcome.period().text(),
            outcome.backup() == null ? null : outcome.backup().id(),
            outcome.problem());
      }
    }
  }

  @Override
  public Integer call() {
    List<Ran.Entry> runs = engine.get().backups().runDue().stream().map(Ran.Entry::of).toList();
    output.result(new Ran(runs), text(runs));
    boolean well = runs.stream().allMatch(run -> run.problem() == null);
    return (well ? ExitCode.DONE : ExitCode.FAILED).number();
  }

  private static String text(List<Ran.Entry> runs) {
    if (runs.isEmpty()) {
      return "Nothing was due.";
    }
    Table table = new Table("FLEET", "PERIOD", "BACKUP", "OUTCOME");
    for (Ran.Entry run : runs) {
      table.row(
          run.fleet(),
          run.period(),
          run.backup() == null ? "-" : run.backup(),
          run.problem() == null ? "complete" : run.problem());
    }
    return table.toString();
  }
}

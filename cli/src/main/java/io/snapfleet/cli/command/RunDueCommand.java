package io.snapfleet.cli.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapfleet.cli.bake.BakeLeftovers;
import io.snapfleet.cli.bake.BakeLeftovers.Swept;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.operate.DueBackups;
import io.snapfleet.fleet.operate.FleetEngine;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code snapfleet run-due}. */
@Command(
    name = "run-due",
    description =
        "Makes every backup whose schedule is due, each once, and removes what builds of images have"
            + " left; for a timer. Exit code 1 when something failed.",
    footer = {"  snapfleet run-due", "  snapfleet run-due --json"})
public final class RunDueCommand implements Callable<Integer> {
  private final Output output;
  private final Supplier<FleetEngine> engine;
  private final BakeLeftovers leftovers;

  public RunDueCommand(Output output, Supplier<FleetEngine> engine, BakeLeftovers leftovers) {
    this.output = output;
    this.engine = engine;
    this.leftovers = leftovers;
  }

  /**
   * The result as data.
   *
   * @param builds what was removed of builds
   */
  record Ran(List<Entry> runs, Swept builds) {
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
    Swept builds = leftovers.sweep();
    output.result(new Ran(runs, builds), text(runs) + lines(builds));
    boolean well =
        runs.stream().allMatch(run -> run.problem() == null) && builds.problems().isEmpty();
    return (well ? ExitCode.DONE : ExitCode.FAILED).number();
  }

  private static String lines(Swept builds) {
    return Stream.concat(builds.done().stream(), builds.problems().stream())
        .map(line -> "\n" + line)
        .collect(Collectors.joining());
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

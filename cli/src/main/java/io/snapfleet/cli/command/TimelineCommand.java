package io.snapfleet.cli.command;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.model.Transition;
import io.snapfleet.fleet.operate.FleetEngine;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapfleet timeline FLEET}. */
@Command(
    name = "timeline",
    description =
        "Prints where every second of the machines' launches went: each state, when it was reached"
            + " and how long it lasted.",
    footer = {
      "  snapfleet timeline blog                        the last launch of each machine",
      "  snapfleet timeline blog --machine web-3        all launches of one",
      "  snapfleet timeline blog --json",
    })
public final class TimelineCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Parameters(paramLabel = "FLEET", description = "The fleet's name.")
  private String fleet = "";

  @Option(
      names = "--machine",
      paramLabel = "NAME",
      description = "All launches of this machine instead of the last of each.")
  private @Nullable String machine;

  public TimelineCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /** The result as data. */
  record Timeline(String fleet, List<Launch> launches) {}

  @Override
  public void run() {
    Map<String, List<Transition>> byMachine =
        engine.get().transitions(fleet).stream()
            .collect(Collectors.groupingBy(Transition::machine, TreeMap::new, Collectors.toList()));
    List<Launch> launches =
        machine == null
            ? byMachine.values().stream().map(Launch::of).map(List::getLast).toList()
            : launchesOf(machine, byMachine);
    output.result(new Timeline(fleet, launches), text(launches));
  }

  private List<Launch> launchesOf(String name, Map<String, List<Transition>> byMachine) {
    return Stream.of(name, fleet + "-" + name)
        .flatMap(known -> Stream.ofNullable(byMachine.get(known)))
        .map(Launch::of)
        .findFirst()
        .orElseThrow(
            () ->
                new CommandException(
                    "fleet %s never had a machine '%s'".formatted(fleet, name),
                    "--machine",
                    "name one of: " + String.join(", ", byMachine.keySet()),
                    ExitCode.BAD_INPUT));
  }

  private String text(List<Launch> launches) {
    if (launches.isEmpty()) {
      return "Fleet " + fleet + " never had a machine.";
    }
    return launches.stream().map(TimelineCommand::text).collect(Collectors.joining("\n"));
  }

  private static String text(Launch launch) {
    Table table = new Table("  STATE", "AFTER", "LASTED");
    for (Launch.Stay stay : launch.states()) {
      table.row(
          "  " + stay.state(),
          seconds(stay.afterSeconds()),
          stay.seconds() == null ? "until now" : seconds(stay.seconds()));
    }
    Double serving = launch.secondsToServing();
    return "%s, launched %s, %s\n%s"
        .formatted(
            launch.machine(),
            launch.launchedAt().truncatedTo(ChronoUnit.SECONDS),
            serving == null ? "never served" : "served after " + seconds(serving),
            table);
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f s", seconds);
  }
}

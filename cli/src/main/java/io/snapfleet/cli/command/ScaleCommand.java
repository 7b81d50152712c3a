package io.snapfleet.cli.command;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.OperationProgress;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Progress;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.operate.DeployRequest;
import io.snapfleet.fleet.operate.FleetEngine;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code snapfleet scale FLEET TIER=N...}. */
@Command(
    name = "scale",
    description =
        "Changes how many machines a tier has; new ones boot from the fleet's images, or"
            + " are installed where it has none.",
    footer = {"  snapfleet scale blog web=4", "  snapfleet scale blog web=2 --yes"})
public final class ScaleCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Parameters(index = "0", paramLabel = "FLEET", description = "The fleet's name.")
  private String fleet = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "TIER=N",
      description = "A tier and how many machines it shall have.")
  private Map<String, Integer> machines = new TreeMap<>();

  @Spec private CommandSpec command = CommandSpec.create();

  @Mixin private StaleDataOption staleData = new StaleDataOption();
  @Mixin private YesOption yes = new YesOption();
  @Mixin private TimeoutOption timeout = new TimeoutOption();

  public ScaleCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  @Override
  public void run() {
    FleetEngine limited = timeout.limit(engine);
    DeployRequest request = staleData.apply(limited.scaleRequest(fleet, byTier()));
    try (Progress progress = output.progress()) {
      Consent consent = new Consent(progress, output.prompt(), yes.given(), "Carry this plan out?");
      limited.deploy(request, consent, new OperationProgress(progress));
    }
    StatusReport report = StatusReport.of(limited.status(fleet));
    output.result(report, report.text());
  }

  private Map<TierName, Integer> byTier() {
    refuseTwice();
    Map<TierName, Integer> wanted = new EnumMap<>(TierName.class);
    machines.forEach((name, number) -> wanted.put(TierArgument.of(name, "TIER=N"), number));
    return wanted;
  }

  /** The map has the last of several numbers only. */
  private void refuseTwice() {
    List<String> given =
        command.commandLine().getParseResult().matchedPositional(1).originalStringValues();
    if (given.size() > machines.size()) {
      throw new CommandException(
          "a tier is named more than once: " + String.join(" ", given),
          "TIER=N",
          "give each tier one number",
          ExitCode.BAD_INPUT);
    }
  }
}

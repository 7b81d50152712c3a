package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Output;
import io.snapfleet.fleet.operate.DeployRequest;
import io.snapfleet.fleet.operate.FleetEngine;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapfleet rollback FLEET TIER}. */
@Command(
    name = "rollback",
    description =
        "Replaces a tier's machines by ones of what the fleet served from before the last roll.",
    footer = {
      "  snapfleet rollback blog web",
      "  snapfleet rollback blog web --batch 4 --yes",
    })
public final class RollbackCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Parameters(index = "0", paramLabel = "FLEET", description = "The fleet's name.")
  private String fleet = "";

  @Parameters(index = "1", paramLabel = "TIER", description = "The tier to replace: web.")
  private String tier = "";

  @Option(
      names = "--dry-run",
      description = "Print which machines would be replaced, and why; change nothing.")
  private boolean dryRun;

  @Mixin private PaceOptions pace = new PaceOptions();
  @Mixin private StaleDataOption staleData = new StaleDataOption();
  @Mixin private YesOption yes = new YesOption();
  @Mixin private TimeoutOption timeout = new TimeoutOption();

  public RollbackCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  @Override
  public void run() {
    FleetEngine limited = timeout.limit(engine);
    DeployRequest request =
        limited.rollbackRequest(fleet, TierArgument.of(tier, "TIER"), pace.pace());
    new Replacement(output, limited).run(staleData.apply(request), dryRun, yes);
  }
}

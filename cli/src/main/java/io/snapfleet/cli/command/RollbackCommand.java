package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Output;
import io.snapfleet.fleet.operate.FleetEngine;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

  @Mixin private ReplacementOptions replacement = new ReplacementOptions();

  public RollbackCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  @Override
  public void run() {
    replacement.run(
        output,
        engine,
        Replacement.by(
            limited ->
                limited.rollbackRequest(
                    replacement.fleet(), replacement.tier(), replacement.pace())));
  }
}

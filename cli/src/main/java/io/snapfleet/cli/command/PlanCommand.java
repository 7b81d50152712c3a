package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Output;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.fleet.spec.FleetFile;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code snapfleet plan [-f FILE]}. */
@Command(
    name = "plan",
    description =
        "Prints what up would do, why, and about how long it would take; changes nothing.",
    footer = {
      "  snapfleet plan",
      "  snapfleet plan -f shop.yaml --from-snapshot k3v9",
      "  snapfleet plan --json",
    })
public final class PlanCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetFile> fleetFile;
  private final Supplier<FleetEngine> engine;

  @Mixin private FleetFileOption file = new FleetFileOption();
  @Mixin private DeployOptions options = new DeployOptions();

  public PlanCommand(Output output, Supplier<FleetFile> fleetFile, Supplier<FleetEngine> engine) {
    this.output = output;
    this.fleetFile = fleetFile;
    this.engine = engine;
  }

  @Override
  public void run() {
    FleetFile reader = fleetFile.get();
    FleetSpec spec = reader.read(file.file());
    FleetEngine fleets = engine.get();
    Plan drawn =
        new FileRefusals(reader, file.file()).placed(() -> fleets.plan(options.request(spec)));
    Plan plan = options.passedOver(spec, fleets).map(drawn::noting).orElse(drawn);
    output.result(PlanReport.of(plan), PlanReport.text(plan));
  }
}

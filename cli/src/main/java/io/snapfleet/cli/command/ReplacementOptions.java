package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Elapsed;
import io.snapfleet.cli.output.OperationProgress;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Progress;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.plan.Pace;
import io.snapfleet.fleet.plan.Plan;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which machines of a fleet that serves are replaced, and how. */
final class ReplacementOptions {
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

  String fleet() {
    return fleet;
  }

  TierName tier() {
    return TierArgument.of(tier, "TIER");
  }

  Pace pace() {
    return pace.pace();
  }

  /** Carries the replacement out, or only shows it. */
  void run(Output output, Supplier<FleetEngine> supply, Replacement replacement) {
    FleetEngine engine = timeout.limit(supply);
    if (dryRun) {
      Plan plan = replacement.plan(engine, staleData.allowed());
      output.result(PlanReport.of(plan), PlanReport.text(plan));
    } else {
      carryOut(output, engine, replacement);
    }
  }

  private void carryOut(Output output, FleetEngine engine, Replacement replacement) {
    try (Progress progress = output.progress()) {
      OperationProgress listener = new OperationProgress(progress);
      Consent consent = new Consent(progress, output.prompt(), yes.given(), "Carry this plan out?");
      replacement.carryOut(engine, staleData.allowed(), consent, listener);
    }
    StatusReport report = StatusReport.of(engine.status(fleet));
    output.result(report, report.text() + time(engine));
  }

  private String time(FleetEngine engine) {
    return engine
        .newestOperation(fleet)
        .filter(newest -> newest.status() == Operation.Status.DONE)
        .map(done -> "\n%s done in %s\n".formatted(done.kind().text(), Elapsed.text(done.took())))
        .orElse("");
  }
}

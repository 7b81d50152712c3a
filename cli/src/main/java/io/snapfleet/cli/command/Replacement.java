package io.snapfleet.cli.command;

import io.snapfleet.cli.output.OperationProgress;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Progress;
import io.snapfleet.fleet.operate.DeployRequest;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.plan.Plan;

/** Carries out, or only shows, what replaces machines of a fleet that serves. */
record Replacement(Output output, FleetEngine engine) {
  void run(DeployRequest request, boolean dryRun, YesOption yes) {
    if (dryRun) {
      Plan plan = engine.plan(request);
      output.result(PlanReport.of(plan), PlanReport.text(plan));
      return;
    }
    try (Progress progress = output.progress()) {
      Consent consent = new Consent(progress, output.prompt(), yes.given(), "Carry this plan out?");
      engine.deploy(request, consent, new OperationProgress(progress));
    }
    StatusReport report = StatusReport.of(engine.status(request.spec().fleet()));
    output.result(report, report.text());
  }
}

package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.backup.BackupVault;
import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.BuildMethod;
import io.snapfleet.fleet.model.Drill;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.SiteSpec;
import io.snapfleet.fleet.plan.Action.ApplyFirewall;
import io.snapfleet.fleet.plan.Desired;
import io.snapfleet.fleet.plan.Planner;
import io.snapfleet.fleet.plan.Step;
import io.snapfleet.fleet.state.SecretScope;
import io.snapfleet.provider.api.FirewallRules.Outside;
import java.time.Duration;
import java.util.Set;

/**
 * What a drill does between its begin and its verdict: builds the throw-away fleet, shuts the way
 * out, and has the backup restored and judged. The vault is open all the while, so that nobody
 * removes the backup meanwhile, and one that cannot be read is known before a machine is made.
 */
final class Rehearsal {
  private final Surroundings surroundings;
  private final RunningOperation running;

  Rehearsal(Surroundings surroundings, RunningOperation running) {
    this.surroundings = surroundings;
    this.running = running;
  }

  /** Returns the drill, passed; throws why it cannot. */
  Drill prove(FleetRecord live, Backup backup, Drill drill) {
    try (BackupVault vault = new BackupAccess(surroundings).open(live)) {
      return BackupFailures.explained(live, () -> prove(live, backup, drill, vault));
    }
  }

  private Drill prove(FleetRecord live, Backup backup, Drill drill, BackupVault vault) {
    Desired desired =
        new DrillSource(surroundings, running.provider())
            .choose(live, DrillFleet.spec(live.spec(), drill.throwAway()));
    BuildMethod method = desired.source() == null ? BuildMethod.REGULAR : BuildMethod.SNAPSHOT;
    Drill building = drill.builtBy(method);
    running.lease().saveDrill(building);
    running
        .listener()
        .note("building throw-away fleet %s (%s)".formatted(drill.throwAway(), method.text()));
    FleetRecord throwAway = build(live, desired);
    try (FleetContext context = running.context(desired, SiteSpec.NONE)) {
      closeOutside(context, desired);
      Drill.Rows rows = new DrillRestore(context, throwAway, backup, vault).restore();
      return building.passed(surroundings.clock().instant(), rows);
    }
  }

  /** Credentials that are bound to the data are needed where the data are restored. */
  private FleetRecord build(FleetRecord live, Desired desired) {
    return new ThrowAwayBuild(surroundings, running)
        .build(desired, surroundings.store().secrets(SecretScope.ofFleet(live.name())));
  }

  /** What is restored may want to send mail, or to call others: nobody may notice. */
  private void closeOutside(FleetContext context, Desired desired) {
    ApplyFirewall closed = Planner.firewall(desired, Outside.CLOSED);
    Step step =
        new Step(
            "close:" + closed.subject(),
            closed,
            "nothing that is restored may act outside",
            Duration.ZERO,
            Set.of());
    try (StepRunner steps = new StepRunner(context, DataTerms.none(surroundings))) {
      steps.run(step);
    }
  }
}

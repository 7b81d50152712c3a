package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.backup.BackupVault;
import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.BuildMethod;
import io.snapfleet.fleet.model.Drill;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.SiteSpec;
import io.snapfleet.fleet.plan.Action.ApplyFirewall;
import io.snapfleet.fleet.plan.Desired;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.fleet.plan.Planner;
import io.snapfleet.fleet.plan.Step;
import io.snapfleet.fleet.state.SecretScope;
import io.snapfleet.provider.api.FirewallRules.Outside;
import io.snapfleet.recipe.Recipe;
import io.snapfleet.recipe.SecretRule;
import io.snapfleet.remote.secret.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  private FleetRecord build(FleetRecord live, Desired desired) {
    bequeath(live.name(), desired.recipe());
    FleetObserver.Sight sight =
        new FleetObserver(surroundings).look(running.provider(), desired.spec().fleet());
    Plan plan = Planner.plan(desired, sight.observed());
    new Preflight(running.provider(), surroundings.retry())
        .check(desired, sight.observed(), plan, SiteSpec.NONE);
    return new Deployer(surroundings)
        .carryOut(desired, untouched(desired), SiteSpec.NONE, plan, sight, running);
  }

  /** The machines keep the data they come with: the backup is restored into the whole fleet. */
  private DataTerms untouched(Desired desired) {
    return new DataTerms(
        new NewestData(surroundings).comesWith(desired),
        new FreshnessBound(surroundings, true),
        RefreshSource.none());
  }

  /** Credentials that are bound to the data are needed where the data are restored. */
  private void bequeath(String live, Recipe recipe) {
    Map<String, Secret> bound =
        new HashMap<>(surroundings.store().secrets(SecretScope.ofFleet(live)));
    bound.keySet().removeIf(name -> !isBound(recipe.secrets().get(name)));
    if (!bound.isEmpty()) {
      running.lease().saveSecrets(SecretScope.ofFleet(running.lease().fleet()), bound);
    }
  }

  private static boolean isBound(@Nullable SecretRule rule) {
    return rule != null && !rule.rotate();
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

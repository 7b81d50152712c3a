package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.SiteSpec;
import io.snapfleet.fleet.plan.Desired;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.fleet.plan.Planner;
import io.snapfleet.fleet.state.SecretScope;
import io.snapfleet.recipe.Recipe;
import io.snapfleet.recipe.SecretRule;
import io.snapfleet.remote.secret.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a throw-away fleet, within an operation on it. */
final class ThrowAwayBuild {
  private final Surroundings surroundings;
  private final RunningOperation running;

  ThrowAwayBuild(Surroundings surroundings, RunningOperation running) {
    this.surroundings = surroundings;
    this.running = running;
  }

  /**
   * Returns once all of its machines pass their checks.
   *
   * @param inherited credentials of which it gets those that are bound to the data
   */
  FleetRecord build(Desired desired, Map<String, Secret> inherited) {
    bequeath(inherited, desired.recipe());
    FleetObserver.Sight sight =
        new FleetObserver(surroundings).look(running.provider(), desired.spec().fleet());
    Plan plan = Planner.plan(desired, sight.observed());
    new Preflight(running.provider(), surroundings.retry())
        .check(desired, sight.observed(), plan, SiteSpec.NONE, List.of());
    FleetRecord serving =
        new Deployer(surroundings)
            .carryOut(desired, untouched(desired), SiteSpec.NONE, plan, sight, running);
    return running.lease().saveFleet(serving);
  }

  /** Its machines keep the data they come with. */
  private DataTerms untouched(Desired desired) {
    return new DataTerms(
        new NewestData(surroundings).comesWith(desired),
        new FreshnessBound(surroundings, true),
        RefreshSource.none());
  }

  private void bequeath(Map<String, Secret> inherited, Recipe recipe) {
    Map<String, Secret> bound = new HashMap<>(inherited);
    bound.keySet().removeIf(name -> !isBound(recipe.secrets().get(name)));
    if (!bound.isEmpty()) {
      running.lease().saveSecrets(SecretScope.ofFleet(running.lease().fleet()), bound);
    }
  }

  private static boolean isBound(@Nullable SecretRule rule) {
    return rule != null && !rule.rotate();
  }
}

package io.snapfleet.cli.command;

import io.snapfleet.fleet.operate.Approval;
import io.snapfleet.fleet.operate.DeployRequest;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.operate.ProgressListener;
import io.snapfleet.fleet.plan.Plan;
import java.util.function.Function;

/**
 * What machines are replaced by. In both calls {@code allowStale} says whether machines may join
 * with data older than the fleet's freshness.
 */
interface Replacement {
  /** What would be done. Changes nothing. */
  Plan plan(FleetEngine engine, boolean allowStale);

  void carryOut(
      FleetEngine engine, boolean allowStale, Approval approval, ProgressListener listener);

  /** By what a request says. */
  static Replacement by(Function<FleetEngine, DeployRequest> request) {
    return new Replacement() {
      @Override
      public Plan plan(FleetEngine engine, boolean allowStale) {
        return engine.plan(of(engine, allowStale));
      }

      @Override
      public void carryOut(
          FleetEngine engine, boolean allowStale, Approval approval, ProgressListener listener) {
        engine.deploy(of(engine, allowStale), approval, listener);
      }

      private DeployRequest of(FleetEngine engine, boolean allowStale) {
        DeployRequest wanted = request.apply(engine);
        return allowStale ? wanted.allowingStaleData() : wanted;
      }
    };
  }
}

package io.snapfleet.cli.command;

import io.snapfleet.fleet.operate.DeployRequest;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.operate.ProgressListener;
import io.snapfleet.fleet.plan.Plan;

/** What machines are replaced by. */
interface Replacement {
  /**
   * What is to be asked of the engine. Finding that out may take doing.
   *
   * @param listener told of what is done
   */
  DeployRequest request(FleetEngine engine, ProgressListener listener);

  /** What would be done. Changes nothing. */
  default Plan plan(FleetEngine engine, boolean allowStale) {
    DeployRequest request = request(engine, ProgressListener.SILENT);
    return engine.plan(allowStale ? request.allowingStaleData() : request);
  }
}

package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.plan.Step;

/**
 * What spreads visitors' requests over the web machines of a fleet, where it has such a thing; else
 * every call is done already. Thread-safe.
 */
interface Balancer {
  /** Begins early with what later calls need. */
  void prepare();

  /** The machine, which is JOINING, gets requests when this returns. Done again, it is done. */
  void join(Step step, FleetMachine web);

  /** The machine, which is DRAINING, may be deleted when this returns. Done again, it is done. */
  void drain(Step step, FleetMachine web);
}

package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.plan.Plan;

/** Asked once, before anything is changed. */
@FunctionalInterface
public interface Approval {
  Approval GIVEN = plan -> true;

  /** Whether the plan may be carried out. */
  boolean approve(Plan plan);
}

package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.fleet.plan.Step;
import java.time.Duration;

/**
 * Told what an operation does while it does it; called from many threads, must not block or throw.
 */
public interface ProgressListener {
  ProgressListener SILENT = new ProgressListener() {};

  /** An operation has begun and will carry this plan out. */
  default void planned(String operation, Plan plan) {}

  default void started(Step step) {}

  /** What a step waits for now, in a few words. */
  default void waiting(Step step, String reason) {}

  default void finished(Step step, Duration took) {}

  default void failed(Step step, Duration took, String reason) {}

  /** A remark about the operation as a whole. */
  default void note(String text) {}
}

package io.snapfleet.fleet.model;

import java.time.Instant;
import java.util.Objects;

/**
 * The last time a period's backup was made because it was due.
 *
 * @param due the moment it was due at
 * @param startedAt when it was begun
 * @param outcome {@code running}, {@code complete}, {@code partial}, or a sentence it failed with
 */
public record ScheduledRun(
    String fleet, BackupPeriod period, Instant due, Instant startedAt, String outcome) {
  public static final String RUNNING = "running";
  public static final String COMPLETE = "complete";
  public static final String PARTIAL = "partial";

  public ScheduledRun {
    Objects.requireNonNull(fleet, "fleet");
    Objects.requireNonNull(period, "period");
    Objects.requireNonNull(due, "due");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(outcome, "outcome");
  }

  /** Whether there is a backup for it, be it one that misses a part; else it is tried again. */
  public boolean endedWell() {
    return outcome.equals(COMPLETE) || outcome.equals(PARTIAL);
  }

  /** This run, ended. */
  public ScheduledRun ended(String how) {
    return new ScheduledRun(fleet, period, due, startedAt, how);
  }
}

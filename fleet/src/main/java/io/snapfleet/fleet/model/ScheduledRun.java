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
  public ScheduledRun {
    Objects.requireNonNull(fleet, "fleet");
    Objects.requireNonNull(period, "period");
    Objects.requireNonNull(due, "due");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(outcome, "outcome");
  }
}

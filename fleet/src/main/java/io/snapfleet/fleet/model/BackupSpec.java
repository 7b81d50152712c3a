package io.snapfleet.fleet.model;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a fleet's application is backed up.
 *
 * @param datastore the absolute path of a directory, or a place in S3 such as {@code
 *     s3:https://host/bucket/prefix}; null for a directory of the fleet's own in the home
 * @param assets whether the recipe's asset directories are backed up too
 * @param freshness how old the newest application data on a machine may be when it gets traffic;
 *     null for any age
 * @param keep how many of a period are kept; a period that is absent keeps none
 * @param schedule when a period's backup is made, as the fleet file writes it, in UTC; a period
 *     that is absent is never made by itself
 */
public record BackupSpec(
    @Nullable String datastore,
    boolean assets,
    @Nullable Duration freshness,
    Map<BackupPeriod, Integer> keep,
    Map<BackupPeriod, String> schedule) {
  public static final BackupSpec DEFAULT =
      new BackupSpec(
          null,
          true,
          null,
          Map.of(
              BackupPeriod.HOURLY, 24,
              BackupPeriod.DAILY, 7,
              BackupPeriod.WEEKLY, 5,
              BackupPeriod.MONTHLY, 12,
              BackupPeriod.BIMONTHLY, 6,
              BackupPeriod.MANUAL, 10),
          Map.of());

  public BackupSpec {
    keep = Map.copyOf(keep);
    schedule = Map.copyOf(schedule);
  }
}

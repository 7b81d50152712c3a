package io.snapfleet.fleet.state;

import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.fleet.model.ScheduledRun;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The last run of each period of each fleet. */
final class ScheduledRunTable {
  private static final RowMapper<ScheduledRun> ROW =
      (row, context) ->
          new ScheduledRun(
              row.getString("fleet"),
              BackupPeriod.valueOf(row.getString("period")),
              Moments.read(row, "due"),
              Moments.read(row, "started_at"),
              row.getString("outcome"));

  private ScheduledRunTable() {}

  static List<ScheduledRun> ofFleet(Handle handle, String fleet) {
    return handle
        .createQuery("SELECT * FROM scheduled_run WHERE fleet = :fleet ORDER BY period")
        .bind("fleet", fleet)
        .map(ROW)
        .list();
  }

  static void save(Handle handle, ScheduledRun run) {
    String sql =
        """
        INSERT INTO scheduled_run (fleet, period, due, started_at, outcome)
        VALUES (:fleet, :period, :due, :startedAt, :outcome)
        ON CONFLICT (fleet, period) DO UPDATE
        SET due = excluded.due, started_at = excluded.started_at, outcome = excluded.outcome
        """;
    handle
        .createUpdate(sql)
        .bind("fleet", run.fleet())
        .bind("period", run.period().name())
        .bind("due", Moments.toColumn(run.due()))
        .bind("startedAt", Moments.toColumn(run.startedAt()))
        .bind("outcome", run.outcome())
        .execute();
  }
}

package io.snapfleet.fleet.state;

import io.snapfleet.fleet.model.BuildMethod;
import io.snapfleet.fleet.model.Drill;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Rehearsals of restores, whatever came of them. */
final class DrillTable {
  private static final RowMapper<Drill> ROW =
      (row, context) ->
          new Drill(
              row.getString("id"),
              row.getString("fleet"),
              row.getString("throw_away"),
              row.getString("backup"),
              Moments.read(row, "moment"),
              Drill.State.valueOf(row.getString("state")),
              Moments.read(row, "started_at"),
              Moments.readNullable(row, "ended_at"),
              Optional.ofNullable(row.getString("method")).map(BuildMethod::valueOf).orElse(null),
              rows(row),
              row.getString("reason"));

  private DrillTable() {}

  private static Drill.@Nullable Rows rows(ResultSet row) throws SQLException {
    int tables = row.getInt("tables_found");
    return row.wasNull() ? null : new Drill.Rows(tables, row.getLong("rows_found"));
  }

  static List<Drill> all(Handle handle) {
    return handle
        .createQuery("SELECT * FROM drill ORDER BY started_at DESC, id DESC")
        .map(ROW)
        .list();
  }

  static void save(Handle handle, Drill drill) {
    String sql =
        """
        INSERT INTO drill
          (id, fleet, throw_away, backup, moment, state, started_at, ended_at, method,
           tables_found, rows_found, reason)
        VALUES
          (:id, :fleet, :throwAway, :backup, :moment, :state, :startedAt, :endedAt, :method,
           :tables, :rows, :reason)
        ON CONFLICT (id) DO UPDATE
        SET state = excluded.state, ended_at = excluded.ended_at, method = excluded.method,
            tables_found = excluded.tables_found, rows_found = excluded.rows_found,
            reason = excluded.reason
        """;
    Drill.Rows rows = drill.rows();
    BuildMethod method = drill.method();
    handle
        .createUpdate(sql)
        .bind("id", drill.id())
        .bind("fleet", drill.fleet())
        .bind("throwAway", drill.throwAway())
        .bind("backup", drill.backup())
        .bind("moment", Moments.toColumn(drill.moment()))
        .bind("state", drill.state().name())
        .bind("startedAt", Moments.toColumn(drill.startedAt()))
        .bind("endedAt", Moments.toNullableColumn(drill.endedAt()))
        .bind("method", method == null ? null : method.name())
        .bind("tables", rows == null ? null : Integer.valueOf(rows.tables()))
        .bind("rows", rows == null ? null : Long.valueOf(rows.rows()))
        .bind("reason", drill.reason())
        .execute();
  }
}

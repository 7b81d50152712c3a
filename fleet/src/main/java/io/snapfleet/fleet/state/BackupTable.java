package io.snapfleet.fleet.state;

import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.BackupPeriod;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Backups, whatever their state. */
final class BackupTable {
  private static final RowMapper<Backup> ROW =
      (row, context) ->
          new Backup(
              row.getString("id"),
              row.getString("fleet"),
              BackupPeriod.valueOf(row.getString("period")),
              Backup.State.valueOf(row.getString("state")),
              Moments.read(row, "moment"),
              Moments.readNullable(row, "ended_at"),
              row.getString("snapshot"),
              Optional.ofNullable(row.getString("detail_json"))
                  .map(Json::readBackupDetail)
                  .orElse(null));

  private BackupTable() {}

  static List<Backup> ofFleet(Handle handle, String fleet) {
    return handle
        .createQuery("SELECT * FROM backup WHERE fleet = :fleet ORDER BY moment, id")
        .bind("fleet", fleet)
        .map(ROW)
        .list();
  }

  /** Whether another fleet has a backup of this id. */
  static boolean isOfAnother(Handle handle, String id, String fleet) {
    return handle
            .createQuery("SELECT COUNT(*) FROM backup WHERE id = :id AND fleet <> :fleet")
            .bind("id", id)
            .bind("fleet", fleet)
            .mapTo(Long.class)
            .one()
        > 0;
  }

  static void save(Handle handle, Backup backup) {
    String sql =
        """
        INSERT INTO backup
          (id, fleet, period, state, moment, ended_at, snapshot, detail_json)
        VALUES
          (:id, :fleet, :period, :state, :moment, :endedAt, :snapshot, :detail)
        ON CONFLICT (id) DO UPDATE
        SET period = excluded.period, state = excluded.state, moment = excluded.moment,
            ended_at = excluded.ended_at, snapshot = excluded.snapshot,
            detail_json = excluded.detail_json
        """;
    handle
        .createUpdate(sql)
        .bind("id", backup.id())
        .bind("fleet", backup.fleet())
        .bind("period", backup.period().name())
        .bind("state", backup.state().name())
        .bind("moment", Moments.toColumn(backup.moment()))
        .bind("endedAt", Moments.toNullableColumn(backup.endedAt()))
        .bind("snapshot", backup.snapshot())
        .bind("detail", backup.detail() == null ? null : Json.write(backup.detail()))
        .execute();
  }

  static void remove(Handle handle, String id) {
    handle.createUpdate("DELETE FROM backup WHERE id = :id").bind("id", id).execute();
  }
}

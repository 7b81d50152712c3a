package io.snapfleet.fleet.state;

import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Snapshot sets, whatever their state. */
final class SnapshotSetTable {
  private static final RowMapper<SnapshotSet> ROW =
      (row, context) -> {
        FleetSpec spec = Json.readSpec(row.getString("spec_json"));
        return new SnapshotSet(
            row.getString("id"),
            row.getString("fleet"),
            SnapshotSet.State.valueOf(row.getString("state")),
            Moments.read(row, "taken_at"),
            spec,
            row.getString("recipe_version"),
            Json.readTexts(row.getString("frozen_json")),
            row.getString("backup"),
            Json.readTierImages(row.getString("tiers_json")));
      };

  private SnapshotSetTable() {}

  static List<SnapshotSet> all(Handle handle) {
    return handle
        .createQuery("SELECT * FROM snapshot_set ORDER BY taken_at, made, id")
        .map(ROW)
        .list();
  }

  static List<SnapshotSet> asMade(Handle handle) {
    return handle
        .createQuery("SELECT * FROM snapshot_set ORDER BY made, taken_at, id")
        .map(ROW)
        .list();
  }

  /** Whether another fleet has a set of this id. */
  static boolean isOfAnother(Handle handle, String id, String fleet) {
    return handle
            .createQuery("SELECT COUNT(*) FROM snapshot_set WHERE id = :id AND fleet <> :fleet")
            .bind("id", id)
            .bind("fleet", fleet)
            .mapTo(Long.class)
            .one()
        > 0;
  }

  static void save(Handle handle, SnapshotSet set) {
    String sql =
        """
        INSERT INTO snapshot_set
          (id, fleet, state, taken_at, spec_json, recipe_version, frozen_json, backup,
           tiers_json, made)
        VALUES
          (:id, :fleet, :state, :takenAt, :spec, :recipeVersion, :frozen, :backup, :tiers,
           (SELECT COALESCE(MAX(made), 0) + 1 FROM snapshot_set))
        ON CONFLICT (id) DO UPDATE
        SET state = excluded.state, taken_at = excluded.taken_at, spec_json = excluded.spec_json,
            recipe_version = excluded.recipe_version, frozen_json = excluded.frozen_json,
            backup = excluded.backup, tiers_json = excluded.tiers_json
        """;
    handle
        .createUpdate(sql)
        .bind("id", set.id())
        .bind("fleet", set.fleet())
        .bind("state", set.state().name())
        .bind("takenAt", Moments.toColumn(set.takenAt()))
        .bind("spec", Json.write(set.spec()))
        .bind("recipeVersion", set.recipeVersion())
        .bind("frozen", Json.write(set.frozen()))
        .bind("backup", set.backup())
        .bind("tiers", Json.write(set.tiers()))
        .execute();
  }

  static void remove(Handle handle, String id) {
    handle.createUpdate("DELETE FROM snapshot_set WHERE id = :id").bind("id", id).execute();
  }
}

package io.snapfleet.fleet.state;

import io.snapfleet.fleet.model.FleetRecord;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** What is wanted, one row a fleet. */
final class FleetTable {
  private static final RowMapper<FleetRecord> ROW =
      (row, context) ->
          new FleetRecord(
              row.getString("name"),
              Json.readSpec(row.getString("spec_json")),
              FleetRecord.State.valueOf(row.getString("state")),
              row.getLong("version"),
              row.getString("set_id"),
              row.getInt("published_port"),
              Json.readTierTexts(row.getString("last_good_json")),
              Moments.read(row, "created_at"));

  private FleetTable() {}

  static Optional<FleetRecord> find(Handle handle, String name) {
    return handle
        .createQuery("SELECT * FROM fleet WHERE name = :name")
        .bind("name", name)
        .map(ROW)
        .findOne();
  }

  static List<FleetRecord> all(Handle handle) {
    return handle.createQuery("SELECT * FROM fleet ORDER BY name").map(ROW).list();
  }

  /** Version 0 inserts, any other replaces exactly that version. */
  static FleetRecord save(Handle handle, FleetRecord fleet) {
    String sql =
        fleet.version() == 0
            ? """
              INSERT INTO fleet
                (name, spec_json, state, version, set_id, published_port, last_good_json, created_at)
              VALUES
                (:name, :spec, :state, 1, :setId, :publishedPort, :lastGood, :createdAt)
              ON CONFLICT (name) DO NOTHING
              """
            : """
              UPDATE fleet
              SET spec_json = :spec, state = :state, version = version + 1, set_id = :setId,
                  published_port = :publishedPort, last_good_json = :lastGood,
                  created_at = :createdAt
              WHERE name = :name AND version = :version
              """;
    int changed =
        handle
            .createUpdate(sql)
            .bind("name", fleet.name())
            .bind("spec", Json.write(fleet.spec()))
            .bind("state", fleet.state().name())
            .bind("version", fleet.version())
            .bind("setId", fleet.setId())
            .bind("publishedPort", fleet.publishedPort())
            .bind("lastGood", Json.write(fleet.lastGood()))
            .bind("createdAt", Moments.toColumn(fleet.createdAt()))
            .execute();
    if (changed == 0) {
      throw new StaleVersionException(fleet.name(), fleet.version());
    }
    return withVersion(fleet, fleet.version() + 1);
  }

  static void remove(Handle handle, String name) {
    handle.createUpdate("DELETE FROM fleet WHERE name = :name").bind("name", name).execute();
  }

  private static FleetRecord withVersion(FleetRecord fleet, long version) {
    return new FleetRecord(
        fleet.name(),
        fleet.spec(),
        fleet.state(),
        version,
        fleet.setId(),
        fleet.publishedPort(),
        fleet.lastGood(),
        fleet.createdAt());
  }
}

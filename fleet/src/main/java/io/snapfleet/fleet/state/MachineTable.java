package io.snapfleet.fleet.state;

import io.snapfleet.fleet.model.BuildMethod;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.TierName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Machines that are not gone. */
final class MachineTable {
  private static final RowMapper<FleetMachine> ROW =
      (row, context) ->
          new FleetMachine(
              row.getString("fleet"),
              TierName.valueOf(row.getString("tier")),
              row.getString("name"),
              MachineState.valueOf(row.getString("state")),
              row.getString("provider_id"),
              row.getString("address"),
              privateAddress(row),
              row.getString("image"),
              row.getString("set_id"),
              row.getString("host_key"),
              Moments.read(row, "launched_at"),
              Moments.readNullable(row, "data_of"),
              row.getString("reason"),
              method(row),
              row.getString("source"));

  private MachineTable() {}

  /** Machines stored before there were methods tell theirs by their set. */
  private static BuildMethod method(ResultSet row) throws SQLException {
    String method = row.getString("method");
    if (method != null) {
      return BuildMethod.valueOf(method);
    }
    return row.getString("set_id") == null ? BuildMethod.REGULAR : BuildMethod.SNAPSHOT;
  }

  /** Machines stored before there were private addresses have one for all. */
  private static @Nullable String privateAddress(ResultSet row) throws SQLException {
    String address = row.getString("private_address");
    return address != null ? address : row.getString("address");
  }

  static List<FleetMachine> ofFleet(Handle handle, String fleet) {
    return handle
        .createQuery("SELECT * FROM machine WHERE fleet = :fleet ORDER BY name")
        .bind("fleet", fleet)
        .map(ROW)
        .list();
  }

  static Optional<MachineState> stateOf(Handle handle, FleetMachine machine) {
    return handle
        .createQuery("SELECT state FROM machine WHERE fleet = :fleet AND name = :name")
        .bind("fleet", machine.fleet())
        .bind("name", machine.name())
        .map((row, context) -> MachineState.valueOf(row.getString("state")))
        .findOne();
  }

  static void save(Handle handle, FleetMachine machine) {
    String sql =
        """
        INSERT INTO machine
          (fleet, name, tier, state, provider_id, address, private_address, image, set_id, host_key,
           launched_at, data_of, reason, method, source)
        VALUES
          (:fleet, :name, :tier, :state, :providerId, :address, :privateAddress, :image, :setId,
           :hostKey, :launchedAt, :dataOf, :reason, :method, :source)
        ON CONFLICT (fleet, name) DO UPDATE
        SET tier = excluded.tier, state = excluded.state, provider_id = excluded.provider_id,
            address = excluded.address, private_address = excluded.private_address,
            image = excluded.image, set_id = excluded.set_id,
            host_key = excluded.host_key, launched_at = excluded.launched_at,
            data_of = excluded.data_of, reason = excluded.reason, method = excluded.method,
            source = excluded.source
        """;
    handle
        .createUpdate(sql)
        .bind("fleet", machine.fleet())
        .bind("name", machine.name())
        .bind("tier", machine.tier().name())
        .bind("state", machine.state().name())
        .bind("providerId", machine.providerId())
        .bind("address", machine.address())
        .bind("privateAddress", machine.privateAddress())
        .bind("image", machine.image())
        .bind("setId", machine.setId())
        .bind("hostKey", machine.hostKey())
        .bind("launchedAt", Moments.toColumn(machine.launchedAt()))
        .bind("dataOf", Moments.toNullableColumn(machine.dataOf()))
        .bind("reason", machine.reason())
        .bind("method", machine.method().name())
        .bind("source", machine.source())
        .execute();
  }

  static void remove(Handle handle, FleetMachine machine) {
    handle
        .createUpdate("DELETE FROM machine WHERE fleet = :fleet AND name = :name")
        .bind("fleet", machine.fleet())
        .bind("name", machine.name())
        .execute();
  }
}

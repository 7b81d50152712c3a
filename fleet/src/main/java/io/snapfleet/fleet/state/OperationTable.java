package io.snapfleet.fleet.state;

import io.snapfleet.fleet.model.Operation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** What was asked of fleets, and how it ended. */
final class OperationTable {
  private static final RowMapper<Operation> ROW =
      (row, context) ->
          new Operation(
              row.getString("id"),
              row.getString("fleet"),
              Operation.Kind.valueOf(row.getString("kind")),
              row.getString("detail"),
              Optional.ofNullable(row.getString("wanted_json")).map(Json::readSpec).orElse(null),
              row.getString("set_id"),
              Operation.Status.valueOf(row.getString("status")),
              Moments.read(row, "started_at"),
              Moments.readNullable(row, "ended_at"),
              row.getString("error"));

  /** Of one fleet: clocks may be set back. */
  private static final String NEWEST_FIRST = " ORDER BY begun DESC, started_at DESC, id DESC";

  private static final String NEWEST = NEWEST_FIRST + " LIMIT 1";

  private OperationTable() {}

  static Optional<Operation> find(Handle handle, String id) {
    return handle
        .createQuery("SELECT * FROM operation WHERE id = :id")
        .bind("id", id)
        .map(ROW)
        .findOne();
  }

  static List<Operation> ofFleet(Handle handle, String fleet) {
    String sql = "SELECT * FROM operation WHERE fleet = :fleet" + NEWEST_FIRST;
    return handle.createQuery(sql).bind("fleet", fleet).map(ROW).list();
  }

  static Optional<Operation> newest(Handle handle, String fleet) {
    String sql = "SELECT * FROM operation WHERE fleet = :fleet" + NEWEST;
    return handle.createQuery(sql).bind("fleet", fleet).map(ROW).findOne();
  }

  static Optional<Operation> newest(Handle handle, String fleet, Set<Operation.Kind> kinds) {
    String sql = "SELECT * FROM operation WHERE fleet = :fleet AND kind IN (<kinds>)" + NEWEST;
    return handle
        .createQuery(sql)
        .bind("fleet", fleet)
        .bindList("kinds", kinds.stream().map(Enum::name).toList())
        .map(ROW)
        .findOne();
  }

  static Optional<Operation> newest(
      Handle handle, String fleet, Operation.Kind kind, Operation.Status status) {
    String sql =
        "SELECT * FROM operation WHERE fleet = :fleet AND kind = :kind AND status = :status"
            + NEWEST;
    return handle
        .createQuery(sql)
        .bind("fleet", fleet)
        .bind("kind", kind.name())
        .bind("status", status.name())
        .map(ROW)
        .findOne();
  }

  static List<Operation> running(Handle handle, String fleet) {
    String sql = "SELECT * FROM operation WHERE fleet = :fleet AND status = :status" + NEWEST_FIRST;
    return handle
        .createQuery(sql)
        .bind("fleet", fleet)
        .bind("status", Operation.Status.RUNNING.name())
        .map(ROW)
        .list();
  }

  static List<Operation> all(Handle handle) {
    return handle
        .createQuery("SELECT * FROM operation ORDER BY started_at DESC, id DESC")
        .map(ROW)
        .list();
  }

  static void add(Handle handle, Operation operation) {
    String sql =
        """
        INSERT INTO operation
          (id, fleet, kind, detail, wanted_json, set_id, status, started_at, ended_at, error, begun)
        VALUES
          (:id, :fleet, :kind, :detail, :wanted, :setId, :status, :startedAt, :endedAt, :error,
           (SELECT COALESCE(MAX(begun), 0) + 1 FROM operation WHERE fleet = :fleet))
        """;
    handle
        .createUpdate(sql)
        .bind("id", operation.id())
        .bind("fleet", operation.fleet())
        .bind("kind", operation.kind().name())
        .bind("detail", operation.detail())
        .bind("wanted", operation.wanted() == null ? null : Json.write(operation.wanted()))
        .bind("setId", operation.setId())
        .bind("status", operation.status().name())
        .bind("startedAt", Moments.toColumn(operation.startedAt()))
        .bind("endedAt", Moments.toNullableColumn(operation.endedAt()))
        .bind("error", operation.error())
        .execute();
  }

  /** Returns whether there was such an operation. */
  static boolean end(Handle handle, Operation operation) {
    String sql =
        """
        UPDATE operation SET status = :status, ended_at = :endedAt, error = :error
        WHERE id = :id AND fleet = :fleet
        """;
    return handle
            .createUpdate(sql)
            .bind("id", operation.id())
            .bind("fleet", operation.fleet())
            .bind("status", operation.status().name())
            .bind("endedAt", Moments.toNullableColumn(operation.endedAt()))
            .bind("error", operation.error())
            .execute()
        == 1;
  }
}

package io.snapfleet.fleet.state;

import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.Transition;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** When each machine came into which state; rows are only ever added. */
final class TransitionTable {
  private static final RowMapper<Transition> ROW =
      (row, context) ->
          new Transition(
              row.getString("fleet"),
              row.getString("machine"),
              row.getString("operation"),
              MachineState.valueOf(row.getString("state")),
              Moments.read(row, "happened_at"));

  private TransitionTable() {}

  static List<Transition> ofFleet(Handle handle, String fleet) {
    return handle
        .createQuery("SELECT * FROM transition WHERE fleet = :fleet ORDER BY sequence")
        .bind("fleet", fleet)
        .map(ROW)
        .list();
  }

  static void add(Handle handle, Transition transition) {
    String sql =
        """
        INSERT INTO transition (sequence, fleet, machine, operation, state, happened_at)
        VALUES (:sequence, :fleet, :machine, :operation, :state, :at)
        """;
    handle
        .createUpdate(sql)
        .bind("sequence", Counter.TRANSITION.next(handle))
        .bind("fleet", transition.fleet())
        .bind("machine", transition.machine())
        .bind("operation", transition.operation())
        .bind("state", transition.state().name())
        .bind("at", Moments.toColumn(transition.at()))
        .execute();
  }
}

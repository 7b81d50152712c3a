package io.snapfleet.fleet.state;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** One row a fleet, never removed, so that its fencing number only rises. */
final class LeaseTable {
  private static final RowMapper<LeaseRow> ROW =
      (row, context) ->
          new LeaseRow(
              row.getString("fleet"),
              row.getLong("fence"),
              row.getInt("held") == 1,
              row.getString("owner"),
              new OwnerProcess(
                  row.getString("place"), row.getLong("pid"), row.getString("started")),
              Moments.read(row, "since"),
              Moments.read(row, "heartbeat"));

  private LeaseTable() {}

  static Optional<LeaseRow> find(Handle handle, String fleet) {
    return handle
        .createQuery("SELECT * FROM lease WHERE fleet = :fleet")
        .bind("fleet", fleet)
        .map(ROW)
        .findOne();
  }

  /** The row of a fleet, made where it is missing, and locked until the transaction ends. */
  static LeaseRow lock(Handle handle, String fleet) {
    String sql =
        """
        INSERT INTO lease (fleet, fence, held, owner, place, pid, started, since, heartbeat)
        VALUES (:fleet, 0, 0, '', '', 0, '', 0, 0)
        ON CONFLICT (fleet) DO UPDATE SET fleet = excluded.fleet
        RETURNING *
        """;
    return handle.createQuery(sql).bind("fleet", fleet).map(ROW).one();
  }

  static void save(Handle handle, LeaseRow lease) {
    String sql =
        """
        UPDATE lease
        SET fence = :fence, held = :held, owner = :owner, place = :place, pid = :pid,
            started = :started, since = :since, heartbeat = :heartbeat
        WHERE fleet = :fleet
        """;
    handle
        .createUpdate(sql)
        .bind("fleet", lease.fleet())
        .bind("fence", lease.fence())
        .bind("held", lease.held() ? 1 : 0)
        .bind("owner", lease.owner())
        .bind("place", lease.process().place())
        .bind("pid", lease.process().pid())
        .bind("started", lease.process().started())
        .bind("since", Moments.toColumn(lease.since()))
        .bind("heartbeat", Moments.toColumn(lease.heartbeat()))
        .execute();
  }

  /**
   * Shows a sign of life. The row stays locked until the transaction ends, so that nobody can take
   * the lease over between this and a write that follows.
   *
   * @return whether {@code fence} is still the newest and not given back
   */
  static boolean renew(Handle handle, String fleet, long fence, Instant now) {
    String sql =
        """
        UPDATE lease SET heartbeat = :now
        WHERE fleet = :fleet AND fence = :fence AND held = 1
        """;
    return handle
            .createUpdate(sql)
            .bind("fleet", fleet)
            .bind("fence", fence)
            .bind("now", Moments.toColumn(now))
            .execute()
        == 1;
  }

  static void release(Handle handle, String fleet, long fence) {
    handle
        .createUpdate("UPDATE lease SET held = 0 WHERE fleet = :fleet AND fence = :fence")
        .bind("fleet", fleet)
        .bind("fence", fence)
        .execute();
  }
}

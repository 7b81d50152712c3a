package io.snapfleet.fleet.state;

import io.snapfleet.fleet.model.JournalEntry;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Provider calls: each is written before it is made, and completed after. */
final class JournalTable {
  private static final RowMapper<JournalEntry> ROW =
      (row, context) ->
          new JournalEntry(
              row.getLong("sequence"),
              row.getString("operation"),
              row.getString("step"),
              row.getString("call"),
              row.getString("subject"),
              Moments.read(row, "intended_at"),
              Moments.readNullable(row, "ended_at"),
              row.getString("outcome"));

  private JournalTable() {}

  static List<JournalEntry> ofOperation(Handle handle, String operation) {
    return handle
        .createQuery("SELECT * FROM journal WHERE operation = :operation ORDER BY sequence")
        .bind("operation", operation)
        .map(ROW)
        .list();
  }

  static void add(Handle handle, JournalEntry entry) {
    String sql =
        """
        INSERT INTO journal (sequence, operation, step, call, subject, intended_at)
        VALUES (:sequence, :operation, :step, :call, :subject, :intendedAt)
        """;
    handle
        .createUpdate(sql)
        .bind("sequence", entry.sequence())
        .bind("operation", entry.operation())
        .bind("step", entry.step())
        .bind("call", entry.call())
        .bind("subject", entry.subject())
        .bind("intendedAt", Moments.toColumn(entry.intendedAt()))
        .execute();
  }

  /** Returns whether the fleet has such an entry. */
  static boolean settle(Handle handle, String fleet, long sequence, Instant at, String outcome) {
    String sql =
        """
        UPDATE journal SET ended_at = :at, outcome = :outcome
        WHERE sequence = :sequence
          AND operation IN (SELECT id FROM operation WHERE fleet = :fleet)
        """;
    return handle
            .createUpdate(sql)
            .bind("fleet", fleet)
            .bind("sequence", sequence)
            .bind("at", Moments.toColumn(at))
            .bind("outcome", outcome)
            .execute()
        == 1;
  }
}

package io.snapfleet.fleet.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Moments as the database keeps them: nanoseconds since 1970, so that none loses precision. */
final class Moments {
  private static final long NANOS = 1_000_000_000L;

  private Moments() {}

  static long toColumn(Instant moment) {
    return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), NANOS), moment.getNano());
  }

  static @Nullable Long toNullableColumn(@Nullable Instant moment) {
    return moment == null ? null : toColumn(moment);
  }

  static Instant fromColumn(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }

  static Instant read(ResultSet row, String column) throws SQLException {
    return fromColumn(row.getLong(column));
  }

  static @Nullable Instant readNullable(ResultSet row, String column) throws SQLException {
    long nanos = row.getLong(column);
    return row.wasNull() ? null : fromColumn(nanos);
  }
}

package io.snapfleet.fleet.state;

import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** Turns what the database says into a sentence and a fix. */
final class StateFailures {
  private StateFailures() {}

  static StateException explain(String where, Throwable failure) {
    SQLException cause = sqlCauseOf(failure);
    if (cause instanceof SQLiteException sqlite) {
      return explainSqlite(where, sqlite, failure);
    }
    if (cause != null && cause.getSQLState() != null && cause.getSQLState().startsWith("08")) {
      return new StateException(
          "the state database " + where + " cannot be reached",
          where,
          "check that the database server runs and that its address is right",
          failure);
    }
    return refused(where, cause == null ? failure : cause, failure);
  }

  private static StateException refused(String where, Throwable cause, Throwable failure) {
    String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return new StateException(
        "the state database " + where + " refused: " + reason,
        where,
        "run the command again with --debug and report what it shows",
        failure);
  }

  private static StateException explainSqlite(
      String where, SQLiteException cause, Throwable failure) {
    // The low byte is the kind; the rest of the code only refines it.
    return switch (cause.getResultCode().code & 0xff) {
      case 5, 6 -> busy(where, Duration.ofSeconds(30));
      case 8, 14 ->
          new StateException(
              "the state database " + where + " cannot be written",
              where,
              "give the user who runs snapfleet the right to write there",
              failure);
      case 10, 13 ->
          new StateException(
              "the disk of the state database " + where + " is full or failing",
              where,
              "make room on that disk, then run the command again",
              failure);
      case 11, 26 ->
          new StateException(
              "the state database " + where + " is damaged",
              where,
              "bring it back from a copy, or move it away to begin anew",
              failure);
      default -> refused(where, cause, failure);
    };
  }

  static StateException busy(String where, Duration waited) {
    return new StateException(
        "the state database " + where + " was busy for " + waited.toSeconds() + " s",
        where,
        "end the process that keeps it locked: fuser -v " + where,
        null);
  }

  static StateException interrupted(String where, InterruptedException cause) {
    return new StateException(
        "interrupted while waiting for the state database " + where,
        where,
        "run the command again",
        cause);
  }

  private static @Nullable SQLException sqlCauseOf(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }
}

package io.snapfleet.fleet.state;

import java.util.OptionalInt;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Brings a database to the present schema. Flyway is asked only when there is something to do: to
 * look takes one short query, to start Flyway takes longer than most commands.
 */
final class Migrations {
  /** The highest number among the files in {@code db/migration}. */
  static final int NEWEST = 10;

  private Migrations() {}

  /** Whether {@link #apply} has something to do. */
  static boolean isNeeded(Database database) {
    OptionalInt present = database.read(Migrations::versionOf);
    if (present.isPresent() && present.getAsInt() > NEWEST) {
      throw new StateException(
          "the state database %s has schema %d, and this snapfleet knows schemas up to %d"
              .formatted(database.where(), present.getAsInt(), NEWEST),
          database.where(),
          "use the newer snapfleet that wrote it",
          null);
    }
    return present.isEmpty() || present.getAsInt() < NEWEST;
  }

  static void apply(Database database, DataSource source) {
    try {
      Flyway.configure()
          .loggers("slf4j")
          .dataSource(source)
          .locations("classpath:db/migration")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw StateFailures.explain(database.where(), e);
    }
  }

  private static OptionalInt versionOf(Handle handle) {
    String sql =
        """
        SELECT MAX(CAST(version AS INTEGER)) AS version,
               MIN(CASE WHEN success THEN 1 ELSE 0 END) AS clean
        FROM flyway_schema_history
        WHERE version IS NOT NULL
        """;
    try {
      return handle
          .createQuery(sql)
          .map(
              (row, context) ->
                  row.getInt("clean") == 1
                      ? OptionalInt.of(row.getInt("version"))
                      : OptionalInt.empty())
          .one();
    } catch (JdbiException noSuchTable) {
      return OptionalInt.empty();
    }
  }
}

package io.snapfleet.fleet.state;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;

/**
 * One database and its two ways in. What goes wrong in it comes out as {@link StateException}.
 * Thread-safe.
 */
final class Database implements AutoCloseable {
  /** Every database is spoken to in the same statements, so each is parsed once. */
  private static final SqlParser PARSER = new ColonPrefixSqlParser();

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String where;
  private final Jdbi jdbi;
  private final AutoCloseable connections;
  private final @Nullable GroupedWrites grouped;
  private volatile boolean closed;

  private Database(String where, Jdbi jdbi, AutoCloseable connections, boolean groupWrites) {
    this.where = where;
    this.jdbi = jdbi;
    this.connections = connections;
    this.grouped = groupWrites ? new GroupedWrites(jdbi, where, PATIENCE) : null;
  }

  private static Jdbi jdbi(ConnectionFactory factory) {
    Jdbi jdbi = Jdbi.create(factory);
    jdbi.getConfig(SqlStatements.class).setSqlParser(PARSER);
    return jdbi;
  }

  /** Has one writer at a time in SQLite anyway; here they queue fairly, there they would not. */
  static Database inSqlite(Path file, SqliteConnections connections) {
    return new Database(file.toString(), jdbi(connections), connections, true);
  }

  /**
   * @param where what messages call it
   * @param pool stays open when this is closed
   */
  static Database inPool(String where, DataSource pool) {
    return new Database(where, jdbi(pool::getConnection), () -> {}, false);
  }

  String where() {
    return where;
  }

  /** Statements that change nothing, each on its own. */
  <T> T read(Function<Handle, T> work) {
    requireOpen();
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException e) {
      throw StateFailures.explain(where, e);
    }
  }

  /** All of it, durably, or nothing. */
  <T> T write(Function<Handle, T> work) {
    requireOpen();
    try {
      return grouped == null ? jdbi.inTransaction(work::apply) : grouped.write(work);
    } catch (JdbiException e) {
      throw StateFailures.explain(where, e);
    }
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    try {
      connections.close();
    } catch (Exception e) {
      throw StateFailures.explain(where, e);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the store in " + where + " was closed");
    }
  }
}

package io.snapfleet.fleet.state;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;

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
  private final Semaphore writers;
  private volatile boolean closed;

  private Database(
      String where, ConnectionFactory factory, AutoCloseable connections, int writers) {
    this.where = where;
    this.jdbi = Jdbi.create(factory);
    jdbi.getConfig(SqlStatements.class).setSqlParser(PARSER);
    this.connections = connections;
    this.writers = new Semaphore(writers, true);
  }

  /** Has one writer at a time in SQLite anyway; here they queue fairly, there they would not. */
  static Database inSqlite(Path file, SqliteConnections connections) {
    return new Database(file.toString(), connections, connections, 1);
  }

  /**
   * @param where what messages call it
   * @param pool stays open when this is closed
   */
  static Database inPool(String where, DataSource pool) {
    return new Database(where, pool::getConnection, () -> {}, Integer.MAX_VALUE);
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

  /** One transaction: all of it, durably, or nothing. */
  <T> T write(Function<Handle, T> work) {
    requireOpen();
    await();
    try {
      return jdbi.inTransaction(work::apply);
    } catch (JdbiException e) {
      throw StateFailures.explain(where, e);
    } finally {
      writers.release();
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

  private void await() {
    try {
      if (!writers.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw StateFailures.busy(where, PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StateFailures.interrupted(where, e);
    }
  }
}

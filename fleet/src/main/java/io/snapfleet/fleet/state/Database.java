package io.snapfleet.fleet.state;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * One database and its two ways in. What goes wrong in it comes out as {@link StateException}.
 * Thread-safe.
 */
final class Database {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String where;
  private final Jdbi jdbi;
  private final Semaphore writers;

  /**
   * @param where what messages call it
   * @param writers how many transactions may write at once; waiting here is fair, in SQLite it is
   *     not
   */
  Database(String where, ConnectionFactory connections, int writers) {
    this.where = where;
    this.jdbi = Jdbi.create(connections);
    this.writers = new Semaphore(writers, true);
  }

  String where() {
    return where;
  }

  /** Statements that change nothing, each on its own. */
  <T> T read(Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException e) {
      throw StateFailures.explain(where, e);
    }
  }

  /** One transaction: all of it, durably, or nothing. */
  <T> T write(Function<Handle, T> work) {
    await();
    try {
      return jdbi.inTransaction(work::apply);
    } catch (JdbiException e) {
      throw StateFailures.explain(where, e);
    } finally {
      writers.release();
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

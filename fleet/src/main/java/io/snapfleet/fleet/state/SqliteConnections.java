package io.snapfleet.fleet.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.ConnectionFactory;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** Connections to one database file, kept open between uses, at most a few at once. */
final class SqliteConnections implements ConnectionFactory, AutoCloseable {
  private static final int MOST = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SQLiteDataSource source;
  private final Semaphore permits = new Semaphore(MOST, true);
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  private SqliteConnections(SQLiteDataSource source) {
    this.source = source;
  }

  static SqliteConnections to(Path file) {
    createForOwnerAlone(file);
    SQLiteDataSource source = new SQLiteDataSource(config());
    source.setUrl("jdbc:sqlite:" + file);
    return new SqliteConnections(source);
  }

  /**
   * FULL makes a commit wait for the disk: an intent must outlive a power cut too, since the
   * provider may have acted on it. IMMEDIATE takes the write lock at the start, so that no
   * transaction fails half-way because another one wrote after its first read.
   */
  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.setBusyTimeout((int) PATIENCE.toMillis());
    config.enforceForeignKeys(true);
    return config;
  }

  private static void createForOwnerAlone(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent(), permissions("rwx------"));
      Files.createFile(file, permissions("rw-------"));
    } catch (FileAlreadyExistsException existing) {
      // Opened by every command but the first.
    } catch (IOException e) {
      throw new UncheckedIOException("the state database " + file + " cannot be created", e);
    }
  }

  private static FileAttribute<?> permissions(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }

  SQLiteDataSource source() {
    return source;
  }

  @Override
  public Connection openConnection() throws SQLException {
    await();
    try {
      Connection kept = idle.pollFirst();
      return kept == null ? connect() : kept;
    } catch (SQLException | RuntimeException e) {
      permits.release();
      throw e;
    }
  }

  private Connection connect() throws SQLException {
    Connection connection = source.getConnection();
    BusyHandler.setHandler(connection, new EagerBusyHandler(PATIENCE));
    return connection;
  }

  private void await() throws SQLException {
    try {
      if (!permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SQLException("no connection became free within " + PATIENCE.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while waiting for a connection", e);
    }
  }

  @Override
  public void closeConnection(Connection connection) throws SQLException {
    try {
      if (closed || connection.isClosed()) {
        connection.close();
      } else {
        idle.addFirst(connection);
      }
    } finally {
      permits.release();
    }
  }

  @Override
  public void close() throws SQLException {
    closed = true;
    for (Connection kept = idle.poll(); kept != null; kept = idle.poll()) {
      kept.close();
    }
  }
}

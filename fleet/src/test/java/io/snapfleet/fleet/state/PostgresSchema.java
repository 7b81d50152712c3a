package io.snapfleet.fleet.state;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;

/** An empty schema of the test server, and pools that see it alone. */
final class PostgresSchema implements AutoCloseable {
  private final PostgresServer server = PostgresServer.running();
  private final String name = "test_" + UUID.randomUUID().toString().replace("-", "");
  private final ConcurrentLinkedQueue<HikariDataSource> pools = new ConcurrentLinkedQueue<>();

  private PostgresSchema() {}

  static PostgresSchema create() {
    PostgresSchema schema = new PostgresSchema();
    schema.execute("CREATE SCHEMA " + schema.name);
    return schema;
  }

  DataSource pool() {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(where());
    pool.setUsername(PostgresServer.USER);
    pool.setPassword(server.password());
    pool.setMaximumPoolSize(4);
    pools.add(pool);
    return pool;
  }

  String where() {
    return server.url() + "?currentSchema=" + name;
  }

  void execute(String sql) {
    try (Connection connection = server.connect();
        var statement = connection.createStatement()) {
      connection.setSchema(name);
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    pools.forEach(HikariDataSource::close);
    execute("DROP SCHEMA " + name + " CASCADE");
  }
}

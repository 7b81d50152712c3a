package io.snapfleet.fleet.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.fleet.secret.SecretBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
  @TempDir Path parent;

  @Test
  void theNewestVersionIsThatOfTheFilesWhichAreNumberedWithoutAGap() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
      List<Integer> numbers =
          files
              .map(file -> file.getFileName().toString())
              .map(name -> Integer.valueOf(name.substring(1, name.indexOf("__"))))
              .sorted()
              .toList();

      assertThat(numbers)
          .isEqualTo(Stream.iterate(1, number -> number + 1).limit(Migrations.NEWEST).toList());
    }
  }

  @Test
  void aFreshHomeIsMigratedAndAClosedOneIsTakenAsItIs() {
    Path home = parent.resolve("deep/home");
    open(home).close();

    try (SqliteConnections connections = SqliteConnections.to(home.resolve("state.db"));
        Database database = Database.inSqlite(home.resolve("state.db"), connections)) {
      assertThat(Migrations.isNeeded(database)).isFalse();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void homeAndDatabaseAreForTheirOwnerAlone() throws IOException {
    Path home = parent.resolve("home");
    open(home).close();

    assertThat(Files.getPosixFilePermissions(home))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.getPosixFilePermissions(home.resolve("state.db")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void anOlderDatabaseIsMigratedAgain() throws SQLException {
    open(parent).close();
    execute("DROP TABLE secret", "DELETE FROM flyway_schema_history");

    assertThatThrownBy(() -> open(parent))
        .as("Flyway was started, and refused tables it knows nothing of")
        .isInstanceOf(StateException.class)
        .hasMessageContaining("state.db");
  }

  @Test
  void aNewerDatabaseIsRefusedInOneSentence() throws SQLException {
    open(parent).close();
    execute(
        """
        INSERT INTO flyway_schema_history
          (installed_rank, version, description, type, script, installed_by, execution_time, success)
        VALUES (99, '99', 'future', 'SQL', 'V99__future.sql', 'x', 1, 1)
        """);

    assertThatThrownBy(() -> open(parent))
        .isInstanceOf(StateException.class)
        .hasMessage(
            "the state database %s has schema 99, and this snapfleet knows schemas up to %d"
                .formatted(parent.resolve("state.db"), Migrations.NEWEST));
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedAndLeftAlone() throws IOException {
    String text = "not a database, but long enough to be looked at as one: " + "x".repeat(4096);
    Files.writeString(parent.resolve("state.db"), text);

    assertThatThrownBy(() -> open(parent))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("is damaged");
    assertThat(parent.resolve("state.db")).hasContent(text);
  }

  @Test
  void manyWhoOpenAFreshHomeAtOnceAllSucceed() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> opened = new ArrayList<>();
      for (int opener = 0; opener < 6; opener++) {
        opened.add(
            threads.submit(
                () -> {
                  try (SqlStore store = open(parent.resolve("home"))) {
                    return store.fleets().size();
                  }
                }));
      }
      for (Future<Integer> fleets : opened) {
        assertThat(fleets.get()).isZero();
      }
    }
  }

  private SqlStore open(Path home) {
    return SqlStore.open(
        home, Clock.systemUTC(), SecretBox.inHome(home, Map.of(), new SecureRandom()));
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + parent.resolve("state.db"));
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}

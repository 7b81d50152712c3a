package io.snapfleet.fleet.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.snapfleet.remote.secret.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactionTest {
  private static final String PLANTED = "correcthorsebatterystaple";
  private static final Map<String, Secret> SECRETS = Map.of("password", new Secret(PLANTED));

  @TempDir Path home;

  @BeforeEach
  void plant() {
    try (SqlStore store = ChildProgram.open(home);
        FleetLease lease = store.acquire("blog", "alice")) {
      lease.saveSecrets("fleet/blog", SECRETS);
      lease.saveSecrets("set/aaaa00000000", SECRETS);
      assertThat(store.secrets("fleet/blog").get("password").reveal()).isEqualTo(PLANTED);
      assertThat(List.of(store, lease, SECRETS, store.secrets("fleet/blog")).toString())
          .doesNotContain(PLANTED);
    }
  }

  @Test
  void noFileOfTheHomeHoldsASecret() throws IOException {
    try (SqlStore store = ChildProgram.open(home);
        FleetLease lease = store.acquire("blog", "alice");
        Stream<Path> files = Files.list(home)) {
      lease.saveSecrets("fleet/blog", Map.of("other", new Secret(PLANTED)));
      List<Path> open = files.toList();
      assertThat(open).anySatisfy(file -> assertThat(file.toString()).endsWith("state.db-wal"));
      for (Path file : open) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(PLANTED);
      }
    }
  }

  @Test
  void noFailureShowsASecret() throws Exception {
    try (SqlStore store = ChildProgram.open(home);
        FleetLease lease = store.acquire("blog", "alice")) {
      execute("UPDATE secret SET sealed = 'v1.00000000.' || sealed WHERE scope = 'fleet/blog'");
      Throwable unreadable = catchThrowable(() -> store.secrets("fleet/blog"));
      execute("ALTER TABLE secret RENAME COLUMN sealed TO elsewhere");
      Throwable unwritable = catchThrowable(() -> lease.saveSecrets("fleet/blog", SECRETS));

      assertThat(List.of(unreadable, unwritable))
          .allSatisfy(failure -> assertThat(printed(failure)).doesNotContain(PLANTED));
    }
  }

  private static String printed(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private void execute(String sql) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("state.db"));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

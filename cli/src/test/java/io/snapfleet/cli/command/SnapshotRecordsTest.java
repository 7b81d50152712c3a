package io.snapfleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.ApplicationSpec;
import io.snapfleet.fleet.model.BackupSpec;
import io.snapfleet.fleet.model.Deadlines;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.model.SiteSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.remote.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotRecordsTest {
  private static final SnapshotSet SET =
      new SnapshotSet(
          "k3v9aaaaaaaa",
          "blog",
          SnapshotSet.State.COMPLETE,
          Instant.EPOCH,
          new FleetSpec(
              "blog",
              new ProviderSpec("local", Map.of()),
              new ApplicationSpec("wordpress", Map.of(), null),
              new SiteSpec("Blog", "127.0.0.1", 80, "www.example.org", null),
              Map.of(),
              Deadlines.DEFAULT,
              BackupSpec.DEFAULT),
          "1",
          Map.of(),
          null,
          Map.of(
              TierName.DATABASE, image("db-7"),
              TierName.WEB, image("web-7"),
              TierName.PROXY, image("lb-7")));

  @TempDir private Path directory;

  private static TierImage image(String id) {
    return new TierImage(id, "machine", "small", 1, 1, List.of(), List.of());
  }

  @Test
  void everyRoleHasALineWithItsImage() throws IOException {
    List<Path> written = new SnapshotRecords(directory).write(SET, Map.of());

    Path ids = directory.resolve("www.example.org/snapshots/snapshot_ids.dat");
    assertThat(written).containsExactly(ids);
    assertThat(Files.readString(ids)).isEqualTo("webserver:web-7\ndatabase:db-7\nproxy:lb-7\n");
    assertThat(ids.resolveSibling("db_credentials.dat")).doesNotExist();
  }

  @Test
  void theDatabasesLoginIsReadableByItsOwnerAloneAlsoOverAnOpenFile() throws IOException {
    Path login = directory.resolve("www.example.org/snapshots/db_credentials.dat");
    Files.createDirectories(login.getParent());
    Files.writeString(login, "old");
    Files.setPosixFilePermissions(login, PosixFilePermissions.fromString("rw-rw-rw-"));

    new SnapshotRecords(directory)
        .write(SET, Map.of("database-password", new Secret("s3cret"), "salt", new Secret("no")));

    assertThat(Files.readString(login)).isEqualTo("application\napplication\ns3cret\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(login)))
        .isEqualTo("rw-------");
    try (var files = Files.list(login.getParent())) {
      assertThat(files).hasSize(2);
    }
  }
}

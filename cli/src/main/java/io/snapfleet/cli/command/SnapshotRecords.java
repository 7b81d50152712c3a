package io.snapfleet.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snapfleet.fleet.model.SiteSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.remote.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The records of snapshots that the Agile Deployment Toolkit keeps: below a directory, one for each
 * site, with {@code role:id} lines and the database's login.
 */
final class SnapshotRecords {
  /** What the shipped database block calls its one database and its one account. */
  private static final String DATABASE = "application";

  private static final String PASSWORD = "database-password";
  private static final List<TierName> ORDER =
      List.of(TierName.WEB, TierName.DATABASE, TierName.PROXY);
  private static final Set<PosixFilePermission> READABLE =
      PosixFilePermissions.fromString("rw-r--r--");
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  private final Path directory;

  SnapshotRecords(Path directory) {
    this.directory = directory;
  }

  /**
   * @param credentials empty where none is to be written
   * @return the files that were written
   */
  List<Path> write(SnapshotSet set, Map<String, Secret> credentials) throws IOException {
    Path site = directory.resolve(name(set.spec().site())).resolve("snapshots");
    Files.createDirectories(site);
    List<Path> written = new ArrayList<>();
    written.add(replace(site.resolve("snapshot_ids.dat"), ids(set), READABLE));
    Secret password = credentials.get(PASSWORD);
    if (password != null) {
      String login = "%s\n%s\n%s\n".formatted(DATABASE, DATABASE, password.reveal());
      written.add(replace(site.resolve("db_credentials.dat"), login, PRIVATE));
    }
    return written;
  }

  /** As in the site's URL. */
  private static String name(SiteSpec site) {
    return Objects.requireNonNullElse(site.domain(), site.address());
  }

  private static String ids(SnapshotSet set) {
    StringBuilder lines = new StringBuilder();
    for (TierName tier : ORDER) {
      TierImage image = set.tiers().get(tier);
      if (image != null) {
        lines.append(role(tier)).append(':').append(image.image()).append('\n');
      }
    }
    return lines.toString();
  }

  private static String role(TierName tier) {
    return switch (tier) {
      case WEB -> "webserver";
      case DATABASE -> "database";
      case PROXY -> "proxy";
    };
  }

  /** Nobody sees half of it, nor for a moment what is not theirs to see. */
  private static Path replace(Path file, String text, Set<PosixFilePermission> permissions)
      throws IOException {
    Path fresh =
        Files.createTempFile(
            file.getParent(), ".", ".new", PosixFilePermissions.asFileAttribute(PRIVATE));
    try {
      Files.writeString(fresh, text, UTF_8);
      Files.setPosixFilePermissions(fresh, permissions);
      return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}

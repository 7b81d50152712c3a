package io.snapfleet.cli.vault;

import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Table;
import io.snapfleet.vault.api.SnapshotQuery;
import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.repository.StoredSnapshot;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code snapfleet vault ls REPOSITORY [SNAPSHOT]}. */
@Command(
    name = "ls",
    description = "Lists the snapshots, oldest first, or what is in one of them.",
    footer = {
      "  snapfleet vault ls /srv/backups",
      "  snapfleet vault ls /srv/backups latest",
      "  snapfleet vault ls /srv/backups 3f1c /var/www --json",
    })
public final class VaultListCommand implements Runnable {
  private final Output output;
  private final VaultAccess access;

  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SNAPSHOT",
      description = "latest, or the beginning of a snapshot's id.")
  private @Nullable String snapshot;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "PATH",
      description = "List only what is below this path of the snapshot.")
  private String path = "/";

  public VaultListCommand(Output output, VaultAccess access) {
    this.output = output;
    this.access = access;
  }

  /** The snapshots as data. */
  record Snapshots(List<Entry> snapshots) {
    record Entry(String id, Instant time, String host, List<String> tags, List<String> paths) {
      static Entry of(StoredSnapshot snapshot) {
        return new Entry(
            snapshot.id().hex(),
            snapshot.file().time(),
            snapshot.file().hostname(),
            snapshot.file().tags(),
            snapshot.file().paths());
      }
    }
  }

  @Override
  public void run() {
    try (Vault open = access.open(repository)) {
      if (snapshot == null) {
        list(open.snapshots(SnapshotQuery.ALL).stream().map(Snapshots.Entry::of).toList());
      } else {
        SnapshotContent content = SnapshotContent.of(open, open.snapshot(snapshot), path);
        output.result(content, content.text());
      }
    } catch (IOException noSuchPath) {
      throw Misused.of(noSuchPath, "name a path as vault ls prints it");
    }
  }

  private void list(List<Snapshots.Entry> snapshots) {
    Table table = new Table("ID", "TIME", "HOST", "TAGS", "PATHS");
    for (Snapshots.Entry one : snapshots) {
      table.row(
          one.id().substring(0, 8),
          one.time().truncatedTo(ChronoUnit.SECONDS),
          one.host(),
          String.join(",", one.tags()),
          String.join(", ", one.paths()));
    }
    output.result(
        new Snapshots(snapshots),
        snapshots.isEmpty()
            ? "There is no snapshot. Make one: snapfleet vault backup"
            : table.toString());
  }
}

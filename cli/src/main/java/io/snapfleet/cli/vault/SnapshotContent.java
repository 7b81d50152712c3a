package io.snapfleet.cli.vault;

import io.snapfleet.cli.output.Bytes;
import io.snapfleet.cli.output.Table;
import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.repository.StoredSnapshot;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What is in a snapshot, each directory before what it holds. */
record SnapshotContent(String snapshot, Instant time, List<Entry> entries) {
  SnapshotContent {
    entries = List.copyOf(entries);
  }

  /**
   * A file, directory or something else.
   *
   * @param size of a file; else 0
   */
  record Entry(String path, String kind, long size, Instant modified, int mode) {}

  /** What is at and below a path of it. */
  static SnapshotContent of(Vault vault, StoredSnapshot snapshot, String path) throws IOException {
    List<Entry> entries = new ArrayList<>();
    vault.list(snapshot, path, (found, node) -> entries.add(entry(found, node)));
    return new SnapshotContent(snapshot.id().hex(), snapshot.file().time(), entries);
  }

  private static Entry entry(String path, Node node) {
    return new Entry(path, node.kind().word(), node.size(), node.mtime(), node.mode() & 0777);
  }

  String text() {
    Table table = new Table("MODE", "SIZE", "MODIFIED", "PATH");
    for (Entry entry : entries) {
      table.row(
          Integer.toOctalString(entry.mode()),
          entry.kind().equals("file") ? Bytes.text(entry.size()) : entry.kind(),
          entry.modified().truncatedTo(ChronoUnit.SECONDS),
          entry.path());
    }
    return "Snapshot %s of %s%n%n%s".formatted(snapshot.substring(0, 8), time, table);
  }
}

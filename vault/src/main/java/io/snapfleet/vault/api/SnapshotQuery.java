package io.snapfleet.vault.api;

import io.snapfleet.vault.repository.StoredSnapshot;
import java.util.List;

/**
 * Which snapshots are meant.
 *
 * @param hosts of which one must be the snapshot's; none allows all
 * @param tags all of which it must have
 * @param paths all of which it must be of
 */
public record SnapshotQuery(List<String> hosts, List<String> tags, List<String> paths) {
  public static final SnapshotQuery ALL = new SnapshotQuery(List.of(), List.of(), List.of());

  public SnapshotQuery {
    hosts = List.copyOf(hosts);
    tags = List.copyOf(tags);
    paths = List.copyOf(paths);
  }

  /** Snapshots with all these tags. */
  public static SnapshotQuery tagged(String... tags) {
    return new SnapshotQuery(List.of(), List.of(tags), List.of());
  }

  boolean matches(StoredSnapshot snapshot) {
    return (hosts.isEmpty() || hosts.contains(snapshot.file().hostname()))
        && snapshot.file().tags().containsAll(tags)
        && snapshot.file().paths().containsAll(paths);
  }
}

package io.snapfleet.vault.api;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.tree.TreeSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is backed up as one snapshot.
 *
 * @param hostname the snapshot's; null for this machine's
 * @param time the snapshot's moment; null for when the backup begins
 * @param parent the snapshot to compare with; null for the newest of the same host and paths
 * @param readAll whether every file is read, whatever an earlier snapshot says
 */
public record BackupRequest(
    TreeSource source,
    List<String> tags,
    @Nullable String hostname,
    @Nullable Instant time,
    @Nullable Id parent,
    boolean readAll) {
  public BackupRequest {
    tags = List.copyOf(tags);
  }

  public static BackupRequest of(TreeSource source, String... tags) {
    return new BackupRequest(source, List.of(tags), null, null, null, false);
  }

  public BackupRequest withHostname(String name) {
    return new BackupRequest(source, tags, name, time, parent, readAll);
  }

  public BackupRequest withTime(Instant moment) {
    return new BackupRequest(source, tags, hostname, moment, parent, readAll);
  }

  public BackupRequest withParent(Id snapshot) {
    return new BackupRequest(source, tags, hostname, time, snapshot, readAll);
  }

  public BackupRequest readingAll() {
    return new BackupRequest(source, tags, hostname, time, parent, true);
  }

  Optional<Id> chosenParent() {
    return Optional.ofNullable(parent);
  }
}

package io.snapfleet.vault.api;

import io.snapfleet.vault.repository.SinkStatistics;
import io.snapfleet.vault.repository.StoredSnapshot;
import io.snapfleet.vault.tree.ArchiveCounts;
import io.snapfleet.vault.tree.Problem;
import java.util.List;

/**
 * A backup that was made.
 *
 * @param stored what was new to the repository
 * @param problems what was left out or changed while it was read
 */
public record BackupResult(
    StoredSnapshot snapshot, ArchiveCounts counts, SinkStatistics stored, List<Problem> problems) {
  public BackupResult {
    problems = List.copyOf(problems);
  }

  /** Whether something is missing or torn; restic says so by its exit status 3. */
  public boolean isPartial() {
    return !problems.isEmpty();
  }
}

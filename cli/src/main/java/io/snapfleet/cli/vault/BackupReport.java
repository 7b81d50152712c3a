package io.snapfleet.cli.vault;

import io.snapfleet.cli.output.Bytes;
import io.snapfleet.cli.output.Counted;
import io.snapfleet.vault.format.SnapshotSummary;
import io.snapfleet.vault.repository.StoredSnapshot;
import io.snapfleet.vault.tree.Problem;
import java.util.List;
import java.util.Objects;

/**
 * What one snapshot came to, as data and as text.
 *
 * @param files how many it has
 * @param filesRead how many of them were read, for being new or changed
 * @param bytes of the files
 * @param bytesNew of them and their directories that the repository did not have
 * @param bytesStored what the repository grew by
 * @param partial whether something was left out
 */
record BackupReport(
    String snapshot,
    List<String> paths,
    long files,
    long filesRead,
    long bytes,
    long bytesNew,
    long bytesStored,
    boolean partial,
    List<Problem> problems) {
  BackupReport {
    paths = List.copyOf(paths);
    problems = List.copyOf(problems);
  }

  static BackupReport of(StoredSnapshot snapshot, List<Problem> problems) {
    SnapshotSummary summary = Objects.requireNonNull(snapshot.file().summary(), "the summary");
    return new BackupReport(
        snapshot.id().hex(),
        snapshot.file().paths(),
        summary.totalFilesProcessed(),
        summary.filesNew() + summary.filesChanged(),
        summary.totalBytesProcessed(),
        summary.dataAdded(),
        summary.dataAddedPacked(),
        !problems.isEmpty(),
        problems);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    problems.forEach(
        problem -> text.append("left out: %s: %s%n".formatted(problem.path(), problem.message())));
    return text.append(
            "Snapshot %s%s of %s: %s, %s; %d read; %s new, stored in %s"
                .formatted(
                    snapshot.substring(0, 8),
                    partial ? " (partial)" : "",
                    String.join(", ", paths),
                    Counted.text(files, "file"),
                    Bytes.text(bytes),
                    filesRead,
                    Bytes.text(bytesNew),
                    Bytes.text(bytesStored)))
        .toString();
  }
}

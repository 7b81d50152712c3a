package io.snapfleet.cli.vault;

import io.snapfleet.cli.output.Output;
import io.snapfleet.vault.api.BackupRequest;
import io.snapfleet.vault.api.BackupResult;
import io.snapfleet.vault.api.ImageRequest;
import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.repository.StoredSnapshot;
import io.snapfleet.vault.tree.ExcludeRules;
import io.snapfleet.vault.tree.LocalTreeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Makes the snapshots that were asked for, and shows how far they are. */
final class SnapshotWriter {
  private final Vault vault;
  private final Output output;
  private final Clock clock;

  SnapshotWriter(Vault vault, Output output, Clock clock) {
    this.vault = vault;
    this.output = output;
    this.clock = clock;
  }

  /** One snapshot of all paths, then one of each image. */
  List<BackupReport> write(BackupSources sources) {
    List<BackupReport> reports = new ArrayList<>();
    if (!sources.paths().isEmpty()) {
      reports.add(writeTree(sources));
    }
    for (Path image : sources.images()) {
      reports.add(writeImage(request(image, sources)));
    }
    return reports;
  }

  private BackupReport writeTree(BackupSources sources) {
    try (TransferProgress progress = TransferProgress.start(output, "backup", clock)) {
      BackupRequest request =
          BackupRequest.of(
              LocalTreeSource.of(sources.paths(), new ExcludeRules(sources.excludes())),
              sources.tags().toArray(String[]::new));
      BackupResult result =
          vault.backup(sources.force() ? request.readingAll() : request, progress::at);
      progress.done();
      return BackupReport.of(result.snapshot(), result.problems());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private ImageRequest request(Path image, BackupSources sources) {
    ImageRequest request = ImageRequest.of(image, sources.tags().toArray(String[]::new));
    if (sources.force()) {
      return request.readingAll();
    }
    return sources
        .changes()
        .map(list -> request.withChanged(list.of(vault, image)))
        .orElse(request);
  }

  private BackupReport writeImage(ImageRequest request) {
    String step = "backup of " + request.image();
    try (TransferProgress progress = TransferProgress.start(output, step, clock)) {
      StoredSnapshot snapshot = vault.backup(request, progress::at);
      progress.done();
      return BackupReport.of(snapshot, List.of());
    }
  }
}

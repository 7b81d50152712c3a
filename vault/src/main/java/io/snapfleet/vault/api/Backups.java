package io.snapfleet.vault.api;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.SnapshotFile;
import io.snapfleet.vault.format.SnapshotSummary;
import io.snapfleet.vault.image.ArchivedImage;
import io.snapfleet.vault.image.ImageBackup;
import io.snapfleet.vault.repository.BlobSink;
import io.snapfleet.vault.repository.EarlyStart;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.repository.SinkStatistics;
import io.snapfleet.vault.repository.StoredSnapshot;
import io.snapfleet.vault.tree.ArchiveCounts;
import io.snapfleet.vault.tree.ArchivedTree;
import io.snapfleet.vault.tree.DirectoryNotes;
import io.snapfleet.vault.tree.Progress;
import io.snapfleet.vault.tree.TreeArchiver;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes snapshots: under a shared lock, blobs first, then the index, the snapshot last. */
final class Backups {
  private static final String PROGRAM = "snapfleet";

  private final Repository repository;
  private final VaultSettings settings;

  Backups(Repository repository, VaultSettings settings) {
    this.repository = repository;
    this.settings = settings;
  }

  BackupResult tree(BackupRequest request, Progress.Listener listener) {
    return EarlyStart.run(repository, settings.lockWait(), () -> storeTree(request, listener));
  }

  /** Stores an image or block device as a snapshot of one file. */
  StoredSnapshot image(ImageRequest request, Progress.Listener listener) {
    return EarlyStart.run(repository, settings.lockWait(), () -> storeImage(request, listener));
  }

  private BackupResult storeTree(BackupRequest request, Progress.Listener listener) {
    try (BlobSink sink = repository.write()) {
      Instant start = repository.settings().clock().instant();
      String host = host(request.hostname());
      Optional<StoredSnapshot> parent = parent(request, host);
      DirectoryNotes notes = DirectoryNotes.of(repository, request.source().paths());
      ArchivedTree archived =
          new TreeArchiver(repository, settings.threads())
              .archive(request.source(), treeOf(request, parent), notes, sink, listener);
      sink.flush();
      SnapshotFile file =
          new SnapshotFile(
              request.time() == null ? start : request.time(),
              parent.map(StoredSnapshot::id).orElse(null),
              archived.tree(),
              request.source().paths(),
              host,
              repository.us().username(),
              repository.us().uid(),
              repository.us().gid(),
              request.source().excludes(),
              request.tags(),
              null,
              PROGRAM,
              summary(start, archived.counts(), sink.statistics()));
      StoredSnapshot snapshot = new StoredSnapshot(repository.saveSnapshot(file), file);
      repository.rememberIndex();
      notes.save();
      return new BackupResult(snapshot, archived.counts(), sink.statistics(), archived.problems());
    }
  }

  private StoredSnapshot storeImage(ImageRequest request, Progress.Listener listener) {
    Instant start = repository.settings().clock().instant();
    Path image = request.image();
    List<String> paths = List.of(image.toAbsolutePath().normalize().toString());
    Optional<StoredSnapshot> parent = newest(host(null), paths);
    ImageBackup backup = new ImageBackup(repository, new ImageListener(listener));
    ArchivedImage archived =
        request.readAll()
            ? backup.storeAnew(image)
            : backup.store(image, parent, request.changed());
    ArchiveCounts counts = new ArchiveCounts(0, 1, 0, 0, 0, 0, archived.size());
    SnapshotFile file =
        new SnapshotFile(
            start,
            parent.map(StoredSnapshot::id).orElse(null),
            archived.tree(),
            paths,
            host(null),
            repository.us().username(),
            repository.us().uid(),
            repository.us().gid(),
            List.of(),
            request.tags(),
            null,
            PROGRAM,
            summary(start, counts, archived.stored()));
    StoredSnapshot snapshot = new StoredSnapshot(repository.saveSnapshot(file), file);
    repository.rememberIndex();
    return snapshot;
  }

  private String host(@Nullable String wanted) {
    return wanted != null ? wanted : repository.us().hostname();
  }

  private static @Nullable Id treeOf(BackupRequest request, Optional<StoredSnapshot> parent) {
    return request.readAll() ? null : parent.map(found -> found.file().tree()).orElse(null);
  }

  private Optional<StoredSnapshot> parent(BackupRequest request, String host) {
    return request
        .chosenParent()
        .map(repository::snapshot)
        .or(() -> newest(host, request.source().paths()));
  }

  private Optional<StoredSnapshot> newest(String host, List<String> paths) {
    return repository.snapshots().reversed().stream()
        .filter(one -> one.file().hostname().equals(host) && one.file().paths().equals(paths))
        .findFirst();
  }

  private SnapshotSummary summary(Instant start, ArchiveCounts counts, SinkStatistics stored) {
    return new SnapshotSummary(
        start,
        repository.settings().clock().instant(),
        counts.filesNew(),
        counts.filesChanged(),
        counts.filesUnmodified(),
        counts.directoriesNew(),
        counts.directoriesChanged(),
        counts.directoriesUnmodified(),
        stored.dataBlobs(),
        stored.treeBlobs(),
        stored.rawBytes(),
        stored.storedBytes(),
        counts.files(),
        counts.bytes());
  }
}

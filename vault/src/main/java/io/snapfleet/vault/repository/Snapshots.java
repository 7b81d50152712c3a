package io.snapfleet.vault.repository;

import io.snapfleet.vault.format.FormatException;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.SnapshotFile;
import io.snapfleet.vault.store.Backend;
import io.snapfleet.vault.store.Backend.Kind;
import io.snapfleet.vault.store.StoreException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The repository's snapshot files. Thread-safe. */
final class Snapshots {
  private final Backend backend;
  private final SealedFiles files;

  Snapshots(Backend backend, SealedFiles files) {
    this.backend = backend;
    this.files = files;
  }

  /** Every snapshot, the oldest first. */
  List<StoredSnapshot> list() {
    return backend.list(Kind.SNAPSHOT).parallelStream()
        .map(Backend.Entry::name)
        .filter(Id::isHex)
        .flatMap(name -> readIfThere(Id.parse(name)).stream())
        .sorted(
            Comparator.comparing((StoredSnapshot one) -> one.file().time())
                .thenComparing(StoredSnapshot::id))
        .toList();
  }

  StoredSnapshot read(Id id) {
    try {
      return new StoredSnapshot(id, SnapshotFile.read(files.load(Kind.SNAPSHOT, id)));
    } catch (FormatException e) {
      throw new DamagedException(
          "Snapshot %s is damaged: %s".formatted(id.hex(), e.getMessage()), e);
    }
  }

  private Optional<StoredSnapshot> readIfThere(Id id) {
    try {
      return Optional.of(read(id));
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.NOT_THERE) {
        return Optional.empty();
      }
      throw e;
    }
  }
}

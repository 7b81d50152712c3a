package io.snapfleet.vault.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.SnapshotFile;
import io.snapfleet.vault.format.TreeReader;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.repository.RepositorySettings;
import io.snapfleet.vault.repository.StoredSnapshot;
import io.snapfleet.vault.store.LocalBackend;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A repository in a directory, and an image to put into it. */
final class ImageFixture implements AutoCloseable {

  static final int CHUNK = 64 << 10;
  private static final String PASSWORD = "only a test";

  final Path image;
  final Path location;
  final Path cache;
  final ResticProgram restic;
  private Repository repository;

  ImageFixture(Path directory) {
    image = directory.resolve("disk.raw");
    location = directory.resolve("repository");
    cache = directory.resolve("cache");
    restic = new ResticProgram(location, PASSWORD);
    repository = Repository.init(LocalBackend.create(location), PASSWORD.toCharArray(), settings());
  }

  private RepositorySettings settings() {
    return RepositorySettings.defaults().withCacheDirectory(cache);
  }

  Repository repository() {
    return repository;
  }

  /** Opens the repository anew, as another process would. */
  void reopen() {
    repository.close();
    repository = Repository.open(LocalBackend.open(location), PASSWORD.toCharArray(), settings());
  }

  ArchivedImage backup() {
    return backup(ChangedExtents.unknown());
  }

  /** Backs the image up, compared with the last snapshot, and saves a snapshot. */
  ArchivedImage backup(ChangedExtents changed) {
    List<StoredSnapshot> before = repository.snapshots();
    Optional<StoredSnapshot> parent =
        before.isEmpty() ? Optional.empty() : Optional.of(before.getLast());
    ArchivedImage archived =
        new ImageBackup(repository, ImageProgress.none()).store(image, parent, changed);
    saveSnapshot(archived, parent);
    return archived;
  }

  void saveSnapshot(ArchivedImage archived, Optional<StoredSnapshot> parent) {
    repository.saveSnapshot(
        new SnapshotFile(
            Instant.now(),
            parent.map(StoredSnapshot::id).orElse(null),
            archived.tree(),
            List.of(archived.path()),
            "host",
            "user",
            0,
            0,
            List.of(),
            List.of(),
            null,
            "",
            null));
  }

  Node node() {
    Id tree = repository.snapshots().getLast().file().tree();
    assertThat(tree).isNotNull();
    return TreeReader.read(repository.load(BlobKind.TREE, tree)).getFirst();
  }

  RestoredImage restore(Path target) {
    return new ImageRestore(repository, ImageProgress.none()).restore(node(), target);
  }

  /** Makes a sparse image with random data in some of its chunks. */
  void createImage(long size, long seed, int... chunksWithData) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(size);
    }
    for (int chunk : chunksWithData) {
      byte[] data = new byte[CHUNK];
      new Random(seed + chunk).nextBytes(data);
      write((long) chunk * CHUNK, data);
    }
  }

  void write(long offset, byte[] data) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.seek(offset);
      file.write(data);
    }
    makeOld();
  }

  /** As if time had passed since the last write, so that a later one shows in the times. */
  void makeOld() throws IOException {
    Files.setLastModifiedTime(image, FileTime.from(Instant.now().minusSeconds(60)));
  }

  @Override
  public void close() {
    repository.close();
  }
}

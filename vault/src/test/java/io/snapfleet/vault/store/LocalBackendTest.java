package io.snapfleet.vault.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.vault.store.Backend.Entry;
import io.snapfleet.vault.store.Backend.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBackendTest extends BackendConformance {
  private static final String NAME = "ab" + "0123456789abcdef".repeat(3) + "0123456789abcd";

  @TempDir Path directory;
  private Path root;
  private LocalBackend backend;

  @BeforeEach
  void createRepository() {
    root = directory.resolve("repository");
    backend = LocalBackend.create(root);
  }

  @Override
  Backend backend() {
    return backend;
  }

  @Test
  void filesLieWhereResticPutsThem() {
    backend.save(Kind.CONFIG, "", bytes("c"));
    backend.save(Kind.DATA, NAME, bytes("d"));
    backend.save(Kind.SNAPSHOT, NAME, bytes("s"));

    assertThat(root.resolve("config")).hasContent("c");
    assertThat(root.resolve("data/ab/" + NAME)).hasContent("d");
    assertThat(root.resolve("snapshots/" + NAME)).hasContent("s");
    assertThat(root.resolve("keys")).isDirectory();
    assertThat(root.resolve("locks")).isDirectory();
    assertThat(root.resolve("index")).isDirectory();
    assertThat(root.resolve("data").toFile().list()).hasSize(256);
  }

  @Test
  void onlyTheOwnerMayReadAndNobodyMayChangeAFile() throws IOException {
    backend.save(Kind.DATA, NAME, bytes("d"));

    assertThat(mode(root)).isEqualTo("rwx------");
    assertThat(mode(root.resolve("data/ab"))).isEqualTo("rwx------");
    assertThat(mode(root.resolve("data/ab/" + NAME))).isEqualTo("r--------");
  }

  @Test
  void aRepositoryForAGroupStaysOne() throws IOException {
    backend.save(Kind.CONFIG, "", bytes("c"));
    Files.setPosixFilePermissions(
        root.resolve("config"), PosixFilePermissions.fromString("r--r-----"));
    Backend shared = LocalBackend.open(root);
    shared.save(Kind.DATA, NAME, bytes("d"));

    assertThat(mode(root.resolve("data/ab/" + NAME))).isEqualTo("r--r-----");
  }

  @Test
  void nothingButTheFileIsLeftBehind() throws IOException {
    backend.save(Kind.INDEX, NAME, bytes("index"));
    assertThatThrownBy(() -> backend.save(Kind.INDEX, NAME, bytes("again")))
        .isInstanceOf(StoreException.class);

    try (Stream<Path> files = Files.list(root.resolve("index"))) {
      assertThat(files).containsExactly(root.resolve("index/" + NAME));
    }
  }

  @Test
  void aMissingDataDirectoryIsMadeAgain() throws IOException {
    Files.delete(root.resolve("data/ab"));
    backend.save(Kind.DATA, NAME, bytes("d"));

    assertThat(backend.list(Kind.DATA)).containsExactly(new Entry(NAME, 1));
  }

  @Test
  void temporaryFilesOfKilledWritersAreNoEntriesButLeftovers() throws IOException {
    Path ours = root.resolve("data/ab/" + NAME + "-tmp-1y2p0ij32e8e7");
    Path restics = root.resolve("index/" + NAME + "-tmp-3141592653");
    Files.writeString(ours, "half");
    Files.writeString(restics, "half an index");
    Files.writeString(root.resolve("index/README"), "a user's own");
    Instant now = Instant.parse("2026-11-01T12:00:00Z");
    Files.setLastModifiedTime(ours, FileTime.from(now.minusSeconds(7200)));
    Files.setLastModifiedTime(restics, FileTime.from(now));

    assertThat(backend.list(Kind.DATA)).isEmpty();
    assertThat(backend.list(Kind.INDEX)).isEmpty();
    assertThat(backend.leftovers(now.minusSeconds(3600)))
        .containsExactly(
            new Backend.Leftover(
                "data/ab/" + NAME + "-tmp-1y2p0ij32e8e7", 4, now.minusSeconds(7200)));
    assertThat(backend.leftovers(now.plusSeconds(1))).hasSize(2);

    backend.leftovers(now.plusSeconds(1)).forEach(backend::deleteLeftover);
    assertThat(backend.leftovers(Instant.MAX)).isEmpty();
    assertThat(root.resolve("index/README")).exists();
  }

  @Test
  void onlyLeftoversAreDeletedAsLeftovers() {
    backend.save(Kind.CONFIG, "", bytes("c"));
    for (String name : new String[] {"config", "../elsewhere", "../" + NAME + "-tmp-1"}) {
      assertThatThrownBy(() -> backend.deleteLeftover(new Backend.Leftover(name, 1, Instant.EPOCH)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(root.resolve("config")).exists();
  }

  @Test
  void anEmptyPlaceIsNoRepository() {
    assertThatThrownBy(() -> LocalBackend.open(directory.resolve("nowhere")))
        .isInstanceOfSatisfying(
            StoreException.class,
            refused -> assertThat(refused.kind()).isEqualTo(StoreException.Kind.NOT_THERE))
        .hasMessageContaining("nowhere");
  }

  @Test
  void aRepositoryIsNotMadeOverAnother() {
    backend.save(Kind.CONFIG, "", bytes("c"));

    assertThatThrownBy(() -> LocalBackend.create(root))
        .isInstanceOfSatisfying(
            StoreException.class,
            refused -> assertThat(refused.kind()).isEqualTo(StoreException.Kind.ALREADY_THERE));
  }

  @Test
  void aFileInPlaceOfADirectoryIsNotCreatedOver() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "text");

    assertThatThrownBy(() -> LocalBackend.create(file.resolve("repository")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("repository");
  }

  @Test
  void refusalsOfTheFileSystemAreToldApart() {
    Path file = root.resolve("index/" + NAME);

    StoreException full = LocalErrors.explain("write", file, failure("No space left on device"));
    assertThat(full.kind()).isEqualTo(StoreException.Kind.FULL);
    assertThat(full.retryable()).isFalse();
    assertThat(full).hasMessageContaining("make room");

    assertThat(LocalErrors.explain("write", file, failure("Disk quota exceeded")).kind())
        .isEqualTo(StoreException.Kind.FULL);
    assertThat(LocalErrors.explain("write", file, failure("Read-only file system")).kind())
        .isEqualTo(StoreException.Kind.DENIED);
    assertThat(LocalErrors.explain("write", file, new AccessDeniedException("x")).kind())
        .isEqualTo(StoreException.Kind.DENIED);
    StoreException broken = LocalErrors.explain("read", file, failure("Input/output error"));
    assertThat(broken.kind()).isEqualTo(StoreException.Kind.UNREACHABLE);
    assertThat(broken.retryable()).isTrue();
  }

  @Test
  void aFullDiskIsNamed() throws IOException {
    ByteBuffer megabyte = ByteBuffer.allocate(1024 * 1024);
    try (TinyDisk disk = TinyDisk.mount(directory.resolve("tiny"))) {
      Backend tiny = LocalBackend.create(disk.path().resolve("repository"));
      tiny.save(Kind.CONFIG, "", bytes("c"));

      assertKind(StoreException.Kind.FULL, () -> fill(tiny, megabyte));
      assertThat(tiny.leftovers(Instant.MAX)).isEmpty();
      for (Entry entry : tiny.list(Kind.DATA)) {
        assertThat(entry.size()).isEqualTo(megabyte.capacity());
      }
    }
  }

  private static void fill(Backend backend, ByteBuffer bytes) {
    for (int number = 0; number < 100; number++) {
      backend.save(Kind.DATA, name(number), bytes);
    }
  }

  private static IOException failure(String reason) {
    return new FileSystemException("file", null, reason);
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  /** A disk of four megabytes in memory. */
  private record TinyDisk(Path path) implements AutoCloseable {
    static TinyDisk mount(Path path) throws IOException {
      Files.createDirectories(path);
      run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", path.toString());
      return new TinyDisk(path);
    }

    @Override
    public void close() throws IOException {
      run("umount", path.toString());
    }

    private static void run(String... command) throws IOException {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.onExit().join().exitValue()).as(output).isZero();
    }
  }
}

package io.snapfleet.vault.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.repository.AlreadyLockedException;
import io.snapfleet.vault.repository.LockKind;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.repository.RepositoryLock;
import io.snapfleet.vault.repository.StoredLock;
import io.snapfleet.vault.store.Backend;
import io.snapfleet.vault.store.BackendLocation.S3;
import io.snapfleet.vault.store.LocalBackend;
import io.snapfleet.vault.store.S3Backend;
import io.snapfleet.vault.store.S3Endpoint;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restic and we use one repository, in turn and at once. */
class ResticWitnessTest {
  @TempDir Path directory;
  private Path root;
  private Restic restic;

  @BeforeEach
  void createRepository() {
    root = directory.resolve("repository");
    TestRepository.create(LocalBackend.create(root));
    restic = new Restic(root);
  }

  @Test
  void aPruneIsRefusedWhileResticBacksUpAndSaysWhoAndSinceWhen() throws Exception {
    Process backup = restic.start("backup", "--stdin", "--stdin-filename", "stream");
    try (Repository repository = TestRepository.open(LocalBackend.open(root));
        OutputStream input = backup.getOutputStream()) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !repository.backend().list(Backend.Kind.LOCK).isEmpty());
      StoredLock held = repository.locks().getFirst();

      assertThatThrownBy(() -> Pruner.prune(repository, PruneOptions.DEFAULT))
          .isInstanceOf(AlreadyLockedException.class)
          .hasMessageContaining("process " + backup.pid())
          .hasMessageContaining(held.file().time().toString());
      assertThat(Unlock.removeStale(repository)).isEmpty();
      assertThat(RepositoryCheck.structure(repository).isSound()).isTrue();
      input.write(TestRepository.randomBytes(1, 500_000));
      input.close();

      assertThat(backup.waitFor()).isZero();
      Pruner.prune(repository, PruneOptions.DEFAULT);
      assertThat(repository.snapshots()).hasSize(1);
    }
    restic.checkReadData();
  }

  @Test
  void resticIsRefusedWhileWeHoldTheLock() {
    try (Repository repository = TestRepository.open(LocalBackend.open(root));
        RepositoryLock lock = repository.lock(LockKind.SHARED)) {
      Restic.Result refused = restic.run("prune");

      assertThat(refused.exit()).isNotZero();
      assertThat(refused.output()).contains("already locked");
      assertThat(refused.output()).contains("PID " + ProcessHandle.current().pid());
    }
    restic.succeed("prune");
  }

  @Test
  void theLockOfADeadProcessIsRemoved() throws Exception {
    Process backup = restic.start("backup", "--stdin", "--stdin-filename", "stream");
    try (Repository repository = TestRepository.open(LocalBackend.open(root))) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !repository.backend().list(Backend.Kind.LOCK).isEmpty());
      backup.destroyForcibly().waitFor();

      assertThat(Unlock.removeStale(repository)).hasSize(1);
      assertThat(repository.backend().list(Backend.Kind.LOCK)).isEmpty();
    }
  }

  @Test
  void aLockThatCannotBeReadIsNamedAndRemovedWithAllOthers() throws Exception {
    String name = "ab".repeat(32);
    Files.write(root.resolve("locks/" + name), TestRepository.randomBytes(1, 200));
    try (Repository repository = TestRepository.open(LocalBackend.open(root))) {
      assertThatThrownBy(() -> Pruner.prune(repository, PruneOptions.DEFAULT))
          .hasMessageContaining(name);

      assertThat(Unlock.removeAll(repository)).containsExactly(Id.parse(name));
      Pruner.prune(repository, PruneOptions.DEFAULT);
    }
  }

  @Test
  void whatResticWroteIsCheckedPrunedAndLeftRightForRestic() throws Exception {
    Path files = Files.createDirectories(directory.resolve("files"));
    Files.write(files.resolve("one"), TestRepository.randomBytes(1, 3_000_000));
    Files.write(files.resolve("two"), TestRepository.randomBytes(2, 3_000_000));
    restic.succeed("backup", files.toString());
    Files.write(files.resolve("two"), TestRepository.randomBytes(3, 1_000_000));
    restic.succeed("backup", files.toString());
    restic.succeed("forget", "--keep-last", "1");

    try (Repository repository = TestRepository.open(LocalBackend.open(root))) {
      assertThat(RepositoryCheck.readData(repository, size -> {}).findings()).isEmpty();
      assertThat(Pruner.prune(repository, PruneOptions.EVERYTHING).freedBytes())
          .isGreaterThan(2_900_000);
    }

    restic.checkReadData();
    Path restored = directory.resolve("restored");
    restic.succeed("restore", "latest", "--target", restored.toString());
    assertThat(restored.resolve(files.toString().substring(1)).resolve("two"))
        .hasSameBinaryContentAs(files.resolve("two"));
    assertThat(restic.succeed("prune", "--dry-run")).doesNotContain("rror");
  }

  @Test
  void resticOpensOurRepositoryInS3() throws Exception {
    try (S3Endpoint endpoint = S3Endpoint.start()) {
      S3 location = endpoint.location("backups", "of/us");
      Backend backend = S3Backend.create(location, S3Endpoint.settings(), Clock.systemUTC());
      TestRepository.create(backend);
      try (Repository repository = TestRepository.open(backend)) {
        Id gone =
            TestRepository.backUp(repository, Map.of("a", TestRepository.randomBytes(1, 900_000)));
        TestRepository.backUp(repository, Map.of("b", TestRepository.randomBytes(2, 900_000)));
        repository.deleteSnapshot(gone);
        Pruner.prune(repository, PruneOptions.EVERYTHING);
        assertThat(RepositoryCheck.readData(repository, size -> {}).findings()).isEmpty();
      }
      Restic inS3 =
          new Restic(
              location.toString(),
              Map.of(
                  "AWS_ACCESS_KEY_ID", S3Endpoint.CREDENTIALS.accessKey(),
                  "AWS_SECRET_ACCESS_KEY", S3Endpoint.CREDENTIALS.secretKey()));

      inS3.checkReadData();
      assertThat(inS3.succeed("ls", "latest")).contains("/b/content");
    }
  }
}

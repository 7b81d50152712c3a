package io.snapfleet.vault.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snapfleet.vault.api.BackupRequest;
import io.snapfleet.vault.api.BackupResult;
import io.snapfleet.vault.api.ImageRequest;
import io.snapfleet.vault.api.RestoredSnapshot;
import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.api.VaultSettings;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.LockFile;
import io.snapfleet.vault.store.Backend.Kind;
import io.snapfleet.vault.tree.ExcludeRules;
import io.snapfleet.vault.tree.LocalTreeSource;
import io.snapfleet.vault.tree.Progress;
import io.snapfleet.vault.tree.RestoreRequest;
import io.snapfleet.vault.tree.RestoredTree;
import io.snapfleet.vault.tree.TreeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups and restores begin to read before it is certain that their lock can be had. */
class EarlyStartTest {
  private static final LockTiming SLOW =
      new LockTiming(
          Duration.ofSeconds(1),
          Duration.ofMinutes(5),
          Duration.ofSeconds(1350),
          Duration.ofMinutes(30));

  @TempDir Path directory;
  private VaultSettings settings;
  private Vault vault;
  private TreeSource source;

  @BeforeEach
  void init() throws Exception {
    Path site = Files.createDirectory(directory.resolve("site"));
    Files.writeString(site.resolve("index.html"), "page");
    source = LocalTreeSource.of(List.of(site), ExcludeRules.NONE);
    settings =
        VaultSettings.defaults()
            .withRepository(RepositorySettings.defaults().withLocks(SLOW))
            .withLockWait(Duration.ofSeconds(60));
    vault = Vault.init(directory.resolve("r").toString(), "pw".toCharArray(), settings);
  }

  @AfterEach
  void close() {
    vault.close();
  }

  @Test
  void aBackupWhoseLockIsContestedGivesWayAndIsMadeWhenTheOtherHasEnded() throws Exception {
    CompletableFuture<BackupResult> backup = CompletableFuture.supplyAsync(this::backup);
    Id other = contest();

    assertThat(vault.repository().snapshots()).isEmpty();
    vault.repository().backend().delete(Kind.LOCK, other.hex());

    assertThat(backup.get().counts().files()).isEqualTo(1);
    assertThat(vault.repository().snapshots()).hasSize(1);
    assertThat(vault.repository().locks()).isEmpty();
  }

  @Test
  void aRestoreWhoseLockIsContestedMakesNothingUntilTheOtherHasEnded() throws Exception {
    RestoreRequest request =
        RestoreRequest.everything(vault.treeOf(backup().snapshot()), directory.resolve("restored"));
    CompletableFuture<RestoredTree> restore = CompletableFuture.supplyAsync(() -> restore(request));
    Id other = contest();

    assertThat(directory.resolve("restored")).doesNotExist();
    vault.repository().backend().delete(Kind.LOCK, other.hex());

    assertThat(restore.get().isPartial()).isFalse();
    assertThat(restore.get().files()).isEqualTo(1);
    assertThat(vault.repository().locks()).isEmpty();
  }

  @Test
  void anImagesRestoreWhoseLockIsContestedMakesNothingUntilTheOtherHasEnded() throws Exception {
    Path image = Files.write(directory.resolve("disk.raw"), new byte[] {1, 2, 3});
    StoredSnapshot snapshot = vault.backup(ImageRequest.of(image), Progress.Listener.none());
    Path target = directory.resolve("restored");
    CompletableFuture<RestoredSnapshot> restore =
        CompletableFuture.supplyAsync(() -> restore(snapshot, target));
    Id other = contest();

    assertThat(target).doesNotExist();
    vault.repository().backend().delete(Kind.LOCK, other.hex());

    assertThat(restore.get().isWhole()).isTrue();
    assertThat(target.resolve("disk.raw")).hasBinaryContent(new byte[] {1, 2, 3});
  }

  @Test
  void whatFailsForWantOfTheLockIsDoneOnceMore() {
    AtomicInteger runs = new AtomicInteger();
    CompletableFuture<Integer> operation =
        CompletableFuture.supplyAsync(
            () ->
                EarlyStart.run(
                    vault.repository(),
                    settings.lockWait(),
                    () -> {
                      if (runs.incrementAndGet() == 1) {
                        throw new DamagedException("a pack was pruned away meanwhile");
                      }
                      return runs.get();
                    }));
    Id other = contest();
    vault.repository().backend().delete(Kind.LOCK, other.hex());

    assertThat(operation.join()).isEqualTo(2);
  }

  @Test
  void whatFailsUnderTheLockFails() {
    assertThatThrownBy(
            () ->
                EarlyStart.run(
                    vault.repository(),
                    Duration.ZERO,
                    () -> {
                      throw new IOException("no such path");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("no such path");
    assertThat(vault.repository().locks()).isEmpty();
  }

  private BackupResult backup() {
    return vault.backup(BackupRequest.of(source), Progress.Listener.none());
  }

  private RestoredTree restore(RestoreRequest request) {
    try {
      return vault.restore(request, Progress.Listener.none());
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  private RestoredSnapshot restore(StoredSnapshot snapshot, Path target) {
    try {
      return vault.restore(snapshot, target, List.of(), Progress.Listener.none());
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  /**
   * Puts an exclusive lock beside the one that was just made, and waits for that to give way.
   *
   * @return the exclusive one
   */
  private Id contest() {
    Repository repository = vault.repository();
    soon().until(() -> !repository.locks().isEmpty());
    Id other =
        repository.saveLock(
            new LockFile(settings.repository().clock().instant(), true, "elsewhere", "u", 1, 0, 0));
    soon().until(() -> repository.locks().size() == 1);
    assertThat(repository.locks()).extracting(StoredLock::id).containsExactly(other);
    return other;
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10));
  }
}

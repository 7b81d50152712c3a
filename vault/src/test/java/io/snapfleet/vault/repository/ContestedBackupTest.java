package io.snapfleet.vault.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapfleet.vault.api.BackupRequest;
import io.snapfleet.vault.api.BackupResult;
import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.api.VaultSettings;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.LockFile;
import io.snapfleet.vault.store.Backend.Kind;
import io.snapfleet.vault.tree.ExcludeRules;
import io.snapfleet.vault.tree.LocalTreeSource;
import io.snapfleet.vault.tree.Progress;
import io.snapfleet.vault.tree.TreeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup begins to read before it is certain that its lock can be had. */
class ContestedBackupTest {
  private static final LockTiming SLOW =
      new LockTiming(
          Duration.ofSeconds(1),
          Duration.ofMinutes(5),
          Duration.ofSeconds(1350),
          Duration.ofMinutes(30));

  @TempDir Path directory;

  @Test
  void aBackupWhoseLockIsContestedGivesWayAndIsMadeWhenTheOtherHasEnded() throws Exception {
    Path site = Files.createDirectory(directory.resolve("site"));
    Files.writeString(site.resolve("index.html"), "page");
    TreeSource source = LocalTreeSource.of(List.of(site), ExcludeRules.NONE);
    VaultSettings settings =
        VaultSettings.defaults()
            .withRepository(RepositorySettings.defaults().withLocks(SLOW))
            .withLockWait(Duration.ofSeconds(60));
    try (Vault vault =
        Vault.init(directory.resolve("r").toString(), "pw".toCharArray(), settings)) {
      Repository repository = vault.repository();
      CompletableFuture<BackupResult> backup =
          CompletableFuture.supplyAsync(
              () -> vault.backup(BackupRequest.of(source), Progress.Listener.none()));
      soon().until(() -> !repository.locks().isEmpty());
      Id other =
          repository.saveLock(
              new LockFile(
                  settings.repository().clock().instant(), true, "elsewhere", "u", 1, 0, 0));

      soon().until(() -> repository.locks().size() == 1);
      assertThat(repository.locks()).extracting(StoredLock::id).containsExactly(other);
      assertThat(repository.snapshots()).isEmpty();
      repository.backend().delete(Kind.LOCK, other.hex());

      assertThat(backup.get().counts().files()).isEqualTo(1);
      assertThat(repository.snapshots()).hasSize(1);
      assertThat(repository.locks()).isEmpty();
    }
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10));
  }
}

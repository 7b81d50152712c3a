package io.snapfleet.vault.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.repository.AlreadyLockedException;
import io.snapfleet.vault.repository.LockKind;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.repository.RepositoryLock;
import io.snapfleet.vault.store.Backend;
import io.snapfleet.vault.store.Backend.Kind;
import io.snapfleet.vault.store.LocalBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrunerTest {
  @TempDir Path directory;
  private Path root;
  private Repository repository;
  private Map<String, byte[]> old;
  private Map<String, byte[]> recent;

  @BeforeEach
  void createRepository() {
    root = directory.resolve("repository");
    TestRepository.create(LocalBackend.create(root));
    repository = TestRepository.open(LocalBackend.open(root));
    old = new HashMap<>();
    for (int number = 0; number < 4; number++) {
      old.put("file" + number, TestRepository.randomBytes(number, 900_000));
    }
    recent = new HashMap<>(old);
    recent.put("file0", TestRepository.randomBytes(100, 900_000));
    recent.remove("file1");
  }

  @AfterEach
  void close() {
    repository.close();
  }

  @Test
  void whatNoSnapshotNeedsGoesAndTheRestStays() {
    Id first = TestRepository.backUp(repository, old);
    Id second = TestRepository.backUp(repository, recent);
    long before = bytes();
    repository.deleteSnapshot(first);

    PrunePlan plan = Pruner.prune(repository, PruneOptions.EVERYTHING);

    assertThat(plan.removed().size() + plan.repacked().size()).isPositive();
    assertThat(plan.unusedBytesLeft()).isZero();
    assertThat(before - bytes()).isBetween(plan.freedBytes() - 2000, plan.freedBytes() + 2000);
    assertThat(bytes()).isBetween(2_700_000L, 2_720_000L);
    assertSame(second, recent);
    new Restic(root).checkReadData();
    assertThat(Pruner.plan(repository, PruneOptions.EVERYTHING).isEmpty()).isTrue();
  }

  @Test
  void aPlanChangesNothingAndTellsTheBytes() {
    Id first = TestRepository.backUp(repository, old);
    TestRepository.backUp(repository, recent);
    repository.deleteSnapshot(first);
    long before = bytes();

    PrunePlan plan = Pruner.plan(repository, PruneOptions.EVERYTHING);

    assertThat(bytes()).isEqualTo(before);
    assertThat(plan.freedBytes()).isBetween(1_790_000L, 1_810_000L);
    assertThat(plan.usedBytes()).isBetween(2_700_000L, 2_720_000L);
    assertThat(plan).isEqualTo(Pruner.plan(repository, PruneOptions.EVERYTHING));
  }

  @Test
  void aLimitOnCopyingIsKept() {
    Id first = TestRepository.backUp(repository, old);
    TestRepository.backUp(repository, recent);
    repository.deleteSnapshot(first);

    PrunePlan plan = Pruner.prune(repository, PruneOptions.EVERYTHING.repackingAtMost(0));

    assertThat(plan.repacked()).isEmpty();
    assertThat(plan.copiedBytes()).isZero();
    new Restic(root).checkReadData();
  }

  @Test
  void someUnusedBytesMayStay() {
    Id first = TestRepository.backUp(repository, old);
    TestRepository.backUp(repository, recent);
    repository.deleteSnapshot(first);

    PruneOptions generous = new PruneOptions(100, Long.MAX_VALUE, Duration.ZERO);
    assertThat(Pruner.plan(repository, generous).copiedBytes())
        .isLessThan(Pruner.plan(repository, PruneOptions.EVERYTHING).copiedBytes());
  }

  @Test
  void withoutSnapshotsEverythingGoes() {
    repository.deleteSnapshot(TestRepository.backUp(repository, old));

    Pruner.prune(repository, PruneOptions.DEFAULT);

    assertThat(repository.backend().list(Kind.DATA)).isEmpty();
    assertThat(repository.backend().list(Kind.INDEX)).isEmpty();
    new Restic(root).checkReadData();
  }

  @Test
  void manySmallPacksBecomeFew() {
    Map<String, byte[]> files = new HashMap<>();
    Id last = null;
    for (int number = 0; number < 12; number++) {
      files.put("file" + number, TestRepository.randomBytes(number, 1000));
      last = TestRepository.backUp(repository, files);
    }
    int before = repository.backend().list(Kind.DATA).size();

    Pruner.prune(repository, PruneOptions.DEFAULT);

    assertThat(before).isGreaterThanOrEqualTo(24);
    assertThat(repository.backend().list(Kind.DATA)).hasSize(2);
    assertSame(last, files);
    new Restic(root).checkReadData();
  }

  @Test
  void packsThatNothingListsAndLeftoversGo() throws IOException {
    TestRepository.backUp(repository, old);
    Path unlisted = root.resolve("data/ab/" + "ab".repeat(32));
    Path leftover = root.resolve("data/ab/" + "ab".repeat(32) + "-tmp-123");
    Path fresh = root.resolve("data/ab/" + "ab".repeat(32) + "-tmp-124");
    for (Path file : new Path[] {unlisted, leftover, fresh}) {
      Files.write(file, TestRepository.randomBytes(1, 5000));
    }
    Files.setLastModifiedTime(leftover, FileTime.from(Instant.now().minus(Duration.ofDays(1))));

    PrunePlan plan = Pruner.prune(repository, PruneOptions.DEFAULT);

    assertThat(plan.unindexed()).hasSize(1);
    assertThat(plan.leftovers()).hasSize(1);
    assertThat(unlisted).doesNotExist();
    assertThat(leftover).doesNotExist();
    assertThat(fresh).exists();
  }

  @Test
  void aRepositoryThatLacksSomethingIsNotPruned() {
    Id first = TestRepository.backUp(repository, old);
    List<Backend.Entry> packsOfTheFirst = repository.backend().list(Kind.DATA);
    TestRepository.backUp(repository, recent);
    repository.deleteSnapshot(first);
    Backend.Entry packOfFile0 =
        repository.backend().list(Kind.DATA).stream()
            .filter(pack -> !packsOfTheFirst.contains(pack))
            .max(Comparator.comparingLong(Backend.Entry::size))
            .orElseThrow();
    repository.backend().delete(Kind.DATA, packOfFile0.name());
    long before = bytes();

    assertThatThrownBy(() -> Pruner.prune(repository, PruneOptions.EVERYTHING))
        .isInstanceOfSatisfying(
            UnsoundRepositoryException.class,
            refused ->
                assertThat(refused.findings())
                    .anySatisfy(
                        finding -> assertThat(finding.kind()).isEqualTo(Finding.Kind.PACK_MISSING)))
        .hasMessageContaining("nothing was deleted");
    assertThat(bytes()).isEqualTo(before);
  }

  @Test
  void aPruneWaitsUntilABackupHasFinished() {
    TestRepository.backUp(repository, old);
    CompletableFuture<PrunePlan> pruning;
    try (Repository writer = TestRepository.open(LocalBackend.open(root))) {
      try (RepositoryLock backup = writer.lock(LockKind.SHARED)) {
        assertThatThrownBy(() -> Pruner.prune(repository, PruneOptions.DEFAULT))
            .isInstanceOf(AlreadyLockedException.class);
        pruning =
            CompletableFuture.supplyAsync(
                () ->
                    Pruner.prune(repository, PruneOptions.DEFAULT.waiting(Duration.ofSeconds(30))));
        assertThat(pruning).isNotDone();
      }
    }
    assertThat(pruning).succeedsWithin(Duration.ofSeconds(30));
  }

  @Test
  void twoWritersAtOnceBothSucceedAndNothingIsLostByTheNextPrune() {
    Map<String, byte[]> others = new HashMap<>(old);
    others.put("file9", TestRepository.randomBytes(9, 700_000));
    try (Repository other = TestRepository.open(LocalBackend.open(root))) {
      CompletableFuture<Id> theirs =
          CompletableFuture.supplyAsync(() -> TestRepository.backUp(other, others));
      Id ours = TestRepository.backUp(repository, old);
      Id their = theirs.join();

      Pruner.prune(repository, PruneOptions.EVERYTHING.waiting(Duration.ofSeconds(10)));

      assertSame(ours, old);
      assertSame(their, others);
      assertThat(bytes()).isBetween(4_300_000L, 4_320_000L);
      new Restic(root).checkReadData();
    }
  }

  private void assertSame(Id snapshot, Map<String, byte[]> files) {
    Map<String, byte[]> found = TestRepository.contents(repository, snapshot);
    assertThat(found).hasSameSizeAs(files);
    files.forEach((name, content) -> assertThat(found.get(name + "/content")).isEqualTo(content));
  }

  private long bytes() {
    return repository.backend().list(Kind.DATA).stream().mapToLong(Backend.Entry::size).sum();
  }
}

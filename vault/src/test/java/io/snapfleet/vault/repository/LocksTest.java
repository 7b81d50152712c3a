package io.snapfleet.vault.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.LockFile;
import io.snapfleet.vault.store.Backend.Kind;
import io.snapfleet.vault.store.LocalBackend;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocksTest {
  private static final char[] PASSWORD = "pw".toCharArray();
  private static final LockTiming QUICK =
      new LockTiming(
          Duration.ofMillis(1),
          Duration.ofMinutes(5),
          Duration.ofSeconds(1350),
          Duration.ofMinutes(30));

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  @TempDir Path directory;
  Repository repository;

  @BeforeEach
  void init() {
    Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    RepositorySettings settings = RepositorySettings.defaults().withLocks(QUICK).withClock(clock);
    repository = Repository.init(LocalBackend.create(directory.resolve("r")), PASSWORD, settings);
  }

  @AfterEach
  void close() {
    repository.close();
  }

  @Test
  void sharedLocksStandBesideEachOtherAndKeepExclusiveOnesOut() {
    try (RepositoryLock one = repository.lock(LockKind.SHARED);
        RepositoryLock other = repository.lock(LockKind.SHARED)) {
      assertThat(repository.locks()).hasSize(2);
      assertThatThrownBy(() -> repository.lock(LockKind.EXCLUSIVE))
          .isInstanceOf(AlreadyLockedException.class)
          .hasMessageContaining("locked by process " + ProcessHandle.current().pid());
    }
    assertThat(repository.locks()).isEmpty();
  }

  @Test
  void anExclusiveLockKeepsAllOthersOut() {
    try (RepositoryLock one = repository.lock(LockKind.EXCLUSIVE)) {
      assertThatThrownBy(() -> repository.lock(LockKind.SHARED))
          .isInstanceOf(AlreadyLockedException.class)
          .hasMessageContaining("exclusively");
      assertThat(repository.locks()).extracting(StoredLock::id).containsExactly(one.id());
    }
  }

  @Test
  void aLockOfADeadProcessOfThisMachineIsRemovedWhenInTheWay() {
    plant(repository.us().hostname(), 4_194_304, now.get());

    try (RepositoryLock ours = repository.lock(LockKind.SHARED)) {
      assertThat(repository.locks()).extracting(StoredLock::id).containsExactly(ours.id());
    }
  }

  @Test
  void anotherMachinesLockCountsForHalfAnHour() {
    plant("elsewhere", 1, now.get());
    now.updateAndGet(moment -> moment.plus(Duration.ofMinutes(29)));
    assertThatThrownBy(() -> repository.lock(LockKind.SHARED))
        .isInstanceOf(AlreadyLockedException.class);

    now.updateAndGet(moment -> moment.plus(Duration.ofMinutes(2)));
    repository.lock(LockKind.SHARED).close();

    assertThat(repository.locks()).isEmpty();
  }

  @Test
  void aLockIsMadeAnewEveryFiveMinutes() {
    try (RepositoryLock lock = repository.lock(LockKind.SHARED)) {
      Id first = lock.id();

      now.updateAndGet(moment -> moment.plus(Duration.ofMinutes(6)));

      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  repository.locks().size() == 1
                      && !repository.locks().getFirst().id().equals(first));
      lock.ensureHeld();
    }
    assertThat(repository.locks()).isEmpty();
  }

  @Test
  void whoseLockWasNotRefreshedInTimeStops() {
    try (RepositoryLock lock = repository.lock(LockKind.SHARED)) {
      now.updateAndGet(moment -> moment.plus(Duration.ofMinutes(25)));

      assertThatThrownBy(() -> repository.delete(Kind.SNAPSHOT, new Id(1, 2, 3, 4)))
          .isInstanceOf(LockLostException.class);
      assertThatThrownBy(lock::ensureHeld).isInstanceOf(LockLostException.class);
    }
  }

  @Test
  void whatReadsFirstWritesOnlyWhenItsLockIsConfirmed() {
    try (RepositoryLock lock = repository.lockWhileReading(Duration.ZERO)) {
      assertThat(repository.locks()).extracting(StoredLock::id).containsExactly(lock.id());
      try (BlobSink sink = repository.write()) {
        sink.save(BlobKind.DATA, new byte[] {1, 2, 3}, 0, 3);
        sink.flush();
      }
      lock.ensureHeld();
    }
    assertThat(repository.locks()).isEmpty();
    assertThat(repository.backend().list(Kind.DATA)).hasSize(1);
  }

  @Test
  void whoeverMadeItsLockAtTheSameMomentIsGivenWayToBeforeAnythingIsStored() {
    Repository slow = openWithSlowRecheck();
    try (RepositoryLock lock = slow.lockWhileReading(Duration.ZERO)) {
      plant("elsewhere", 1, now.get());

      BlobSink sink = slow.write();
      sink.save(BlobKind.DATA, new byte[] {1, 2, 3}, 0, 3);
      assertThatThrownBy(sink::flush).hasMessageContaining("just as this one began");
      assertThatThrownBy(lock::ensureHeld)
          .isInstanceOf(ContestedLockException.class)
          .hasRootCauseInstanceOf(AlreadyLockedException.class);
      sink.close();
    }
    assertThat(slow.backend().list(Kind.DATA)).isEmpty();
    assertThat(slow.locks())
        .extracting(lock -> lock.file().hostname())
        .containsExactly("elsewhere");
    slow.close();
  }

  @Test
  void whoDeletedAndEndedBetweenTheTwoLooksMakesWhatWasReadWorthless() {
    try (BlobSink sink = repository.write()) {
      sink.save(BlobKind.DATA, new byte[] {1, 2, 3}, 0, 3);
      sink.flush();
    }
    Repository slow = openWithSlowRecheck();
    try (RepositoryLock lock = slow.lockWhileReading(Duration.ZERO)) {
      repository.backend().delete(Kind.INDEX, repository.indexes().getFirst().hex());

      assertThatThrownBy(lock::ensureHeld).isInstanceOf(ContestedLockException.class);
    }
    assertThat(slow.locks()).isEmpty();
    slow.close();
  }

  private Repository openWithSlowRecheck() {
    LockTiming slow =
        new LockTiming(Duration.ofMillis(500), QUICK.refresh(), QUICK.lost(), QUICK.stale());
    return Repository.open(
        LocalBackend.open(directory.resolve("r")),
        PASSWORD,
        RepositorySettings.defaults().withLocks(slow).withClock(repository.settings().clock()));
  }

  private void plant(String hostname, long pid, Instant time) {
    LockFile lock = new LockFile(time, true, hostname, "u", pid, 0, 0);
    repository.saveLock(lock);
  }
}

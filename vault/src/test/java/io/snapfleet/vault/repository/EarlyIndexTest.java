package io.snapfleet.vault.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.LockFile;
import io.snapfleet.vault.store.Backend;
import io.snapfleet.vault.store.Backend.Kind;
import io.snapfleet.vault.store.LocalBackend;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyIndexTest {
  private static final char[] PASSWORD = "pw".toCharArray();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final AtomicInteger indexesRead = new AtomicInteger();
  @TempDir Path directory;
  Id first;

  @BeforeEach
  void storeABlob() {
    try (Repository repository =
        Repository.init(LocalBackend.create(directory), PASSWORD, RepositorySettings.defaults())) {
      first = store(repository, 1);
    }
  }

  @Test
  void whatWasReadWhileTheLockWasTakenIsNotReadAgain() {
    try (Repository repository = open();
        RepositoryLock lock = repository.lockAndReadIndex(Duration.ZERO)) {
      assertThat(repository.has(BlobKind.DATA, first)).isTrue();
      assertThat(indexesRead).hasValue(1);
    }
  }

  @Test
  void whatAnotherStoresWhileTheLockIsWaitedForIsKnown() {
    try (Repository other = open();
        Repository ours = open()) {
      Id planted = plantExclusiveLock(other);
      CompletableFuture<RepositoryLock> waiting =
          CompletableFuture.supplyAsync(() -> ours.lockAndReadIndex(PATIENCE));
      Awaitility.await().atMost(PATIENCE).until(() -> indexesRead.get() == 1);

      Id second = store(other, 2);
      other.backend().delete(Kind.LOCK, planted.hex());

      try (RepositoryLock lock = waiting.join()) {
        assertThat(ours.has(BlobKind.DATA, first)).isTrue();
        assertThat(ours.has(BlobKind.DATA, second)).isTrue();
      }
    }
  }

  @Test
  void whatAnotherRemovesWhileTheLockIsWaitedForIsNotBelievedToBeThere() {
    try (Repository other = open();
        Repository ours = open()) {
      Id planted = plantExclusiveLock(other);
      CompletableFuture<RepositoryLock> waiting =
          CompletableFuture.supplyAsync(() -> ours.lockAndReadIndex(PATIENCE));
      Awaitility.await().atMost(PATIENCE).until(() -> indexesRead.get() == 1);

      other.indexes().forEach(index -> other.backend().delete(Kind.INDEX, index.hex()));
      other.backend().delete(Kind.LOCK, planted.hex());

      try (RepositoryLock lock = waiting.join()) {
        assertThat(ours.has(BlobKind.DATA, first)).isFalse();
      }
    }
  }

  @Test
  void whatWasNotedIsNotReadAgainAndWhatIsNewIs() {
    RepositorySettings noting =
        RepositorySettings.defaults().withCacheDirectory(directory.resolve("cache"));
    Id second;
    try (Repository repository = open(noting);
        RepositoryLock lock = repository.lockAndReadIndex(Duration.ZERO)) {
      second = store(repository, 2);
      repository.rememberIndex();
    }
    Id third;
    try (Repository other = open()) {
      third = store(other, 3);
    }
    indexesRead.set(0);

    try (Repository repository = open(noting);
        RepositoryLock lock = repository.lockAndReadIndex(Duration.ZERO)) {
      assertThat(repository.has(BlobKind.DATA, first)).isTrue();
      assertThat(repository.has(BlobKind.DATA, second)).isTrue();
      assertThat(repository.has(BlobKind.DATA, third)).isTrue();
      assertThat(indexesRead).hasValue(1);
    }
  }

  private Repository open() {
    return open(RepositorySettings.defaults());
  }

  private Repository open(RepositorySettings settings) {
    return Repository.open(countingIndexes(LocalBackend.open(directory)), PASSWORD, settings);
  }

  /** One of a process that lives, so that it is waited for. */
  private static Id plantExclusiveLock(Repository repository) {
    ProcessIdentity us = repository.us();
    return repository.saveLock(
        new LockFile(Instant.now(), true, us.hostname(), us.username(), us.pid(), 0, 0));
  }

  private static Id store(Repository repository, int value) {
    try (BlobSink sink = repository.write()) {
      Id id = sink.save(BlobKind.DATA, new byte[] {(byte) value}, 0, 1);
      sink.flush();
      return id;
    }
  }

  private Backend countingIndexes(Backend backend) {
    return (Backend)
        Proxy.newProxyInstance(
            Backend.class.getClassLoader(),
            new Class<?>[] {Backend.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(backend, arguments);
                if (method.getName().equals("load") && arguments[0] == Kind.INDEX) {
                  indexesRead.incrementAndGet();
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}

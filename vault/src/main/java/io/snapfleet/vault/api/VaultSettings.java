package io.snapfleet.vault.api;

import io.snapfleet.vault.repository.RepositorySettings;
import io.snapfleet.vault.store.S3Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How a vault is used.
 *
 * @param s3 asked for only where the location is in S3
 * @param threads how many work at the same time; usually the cores
 * @param lockWait how long another's lock is waited for
 */
public record VaultSettings(
    RepositorySettings repository, Supplier<S3Settings> s3, int threads, Duration lockWait) {

  /** For this machine: all cores, notes in the user's cache directory, S3 by its environment. */
  public static VaultSettings defaults() {
    return new VaultSettings(
        RepositorySettings.defaults().withCacheDirectory(cacheDirectory()),
        () -> S3Settings.fromEnvironment(System.getenv()),
        Runtime.getRuntime().availableProcessors(),
        Duration.ZERO);
  }

  public VaultSettings withRepository(RepositorySettings other) {
    return new VaultSettings(other, s3, threads, lockWait);
  }

  public VaultSettings withS3(Supplier<S3Settings> other) {
    return new VaultSettings(repository, other, threads, lockWait);
  }

  public VaultSettings withThreads(int number) {
    return new VaultSettings(repository, s3, number, lockWait);
  }

  public VaultSettings withLockWait(Duration longest) {
    return new VaultSettings(repository, s3, threads, longest);
  }

  private static Path cacheDirectory() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches =
        xdg != null && xdg.startsWith("/")
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home"), ".cache");
    return caches.resolve("snapfleet").resolve("vault");
  }
}

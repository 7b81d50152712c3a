package io.snapfleet.cli.vault;

import io.snapfleet.cli.output.Prompt;
import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.api.VaultSettings;
import io.snapfleet.vault.repository.RepositorySettings;
import io.snapfleet.vault.store.BackendLocation;
import io.snapfleet.vault.store.S3Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/** Opens repositories as the options and the environment say. */
public final class VaultAccess {
  /** Each has buffers of its own, and the packaged command's memory is bounded. */
  private static final int MOST_THREADS = 8;

  private final Map<String, String> environment;
  private final PasswordSource passwords;
  private final Clock clock;

  /**
   * @param environment with what restic reads: passwords and S3 credentials
   */
  public VaultAccess(Map<String, String> environment, Supplier<Prompt> prompt, Clock clock) {
    this.environment = environment;
    this.passwords = new PasswordSource(environment, prompt);
    this.clock = clock;
  }

  Vault create(RepositoryOptions options) {
    requireLocation(options);
    char[] password = passwords.choose(options.passwordFile());
    return Vault.init(options.location(), password, settings(options));
  }

  Vault open(RepositoryOptions options) {
    requireLocation(options);
    char[] password = passwords.find(options.passwordFile());
    return Vault.open(options.location(), password, settings(options));
  }

  /** One that is to open the repository too. */
  char[] newPassword(Path file) {
    return passwords.choose(file);
  }

  /** Before anybody is asked for a password. */
  private static void requireLocation(RepositoryOptions options) {
    var _ = BackendLocation.parse(options.location());
  }

  private VaultSettings settings(RepositoryOptions options) {
    RepositorySettings repository = RepositorySettings.defaults().withClock(clock);
    return new VaultSettings(
        options.noCache() ? repository : repository.withCacheDirectory(cacheDirectory(options)),
        () -> S3Settings.fromEnvironment(environment),
        Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()),
        options.lockPatience());
  }

  private Path cacheDirectory(RepositoryOptions options) {
    Path given = options.cacheDirectory();
    if (given != null) {
      return given.toAbsolutePath();
    }
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path caches =
        cache.isEmpty()
            ? Path.of(environment.getOrDefault("HOME", "/root"), ".cache")
            : Path.of(cache);
    return caches.resolve("snapfleet/vault").toAbsolutePath();
  }
}

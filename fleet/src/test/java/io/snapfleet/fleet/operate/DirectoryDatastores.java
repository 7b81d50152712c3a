package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.backup.Datastores;
import io.snapfleet.remote.secret.Secret;
import io.snapfleet.vault.repository.LockTiming;
import io.snapfleet.vault.repository.RepositorySettings;
import io.snapfleet.vault.store.Backend;
import io.snapfleet.vault.store.LocalBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Vaults in directories of a test's home.
 *
 * @param line what stands between us and the directory; may fail or count
 */
record DirectoryDatastores(Path directory, UnaryOperator<Backend> line) implements Datastores {
  private static final LockTiming HASTY =
      new LockTiming(
          Duration.ZERO, Duration.ofMinutes(5), Duration.ofMinutes(20), Duration.ofMinutes(30));

  /** Passwords are opened in no time, and keep nothing secret. */
  private static final int CHEAP_KEYS = 2;

  @Override
  public RepositorySettings settings() {
    return RepositorySettings.defaults().withLocks(HASTY).withKeyCost(CHEAP_KEYS);
  }

  @Override
  public String location(String fleet, @Nullable String datastore) {
    return directory.resolve(fleet).toString();
  }

  @Override
  public Backend open(
      String fleet, @Nullable String datastore, Map<String, Secret> keys, boolean mayCreate) {
    Path place = directory.resolve(fleet);
    boolean make = mayCreate && !Files.exists(place.resolve("config"));
    return line.apply(make ? LocalBackend.create(place) : LocalBackend.open(place));
  }
}

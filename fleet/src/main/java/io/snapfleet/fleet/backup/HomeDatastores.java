package io.snapfleet.fleet.backup;

import io.snapfleet.remote.secret.Secret;
import io.snapfleet.vault.repository.RepositorySettings;
import io.snapfleet.vault.store.Backend;
import io.snapfleet.vault.store.BackendLocation;
import io.snapfleet.vault.store.LocalBackend;
import io.snapfleet.vault.store.RetryingBackend;
import io.snapfleet.vault.store.S3Backend;
import io.snapfleet.vault.store.S3Credentials;
import io.snapfleet.vault.store.S3Settings;
import io.snapfleet.vault.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Vaults under {@code vaults/FLEET} in the home, unless the fleet file names a directory or a place
 * in S3. Credentials that are kept for S3 go before those of the environment.
 */
public final class HomeDatastores implements Datastores {
  private final Path home;
  private final Map<String, String> environment;
  private final Clock clock;

  public HomeDatastores(Path home, Map<String, String> environment, Clock clock) {
    this.home = home;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  @Override
  public RepositorySettings settings() {
    return RepositorySettings.defaults().withClock(clock);
  }

  @Override
  public String location(String fleet, @Nullable String datastore) {
    return place(fleet, datastore).toString();
  }

  private BackendLocation place(String fleet, @Nullable String datastore) {
    return datastore == null
        ? new BackendLocation.Local(home.resolve("vaults").resolve(fleet))
        : BackendLocation.parse(datastore);
  }

  @Override
  public Backend open(
      String fleet, @Nullable String datastore, Map<String, Secret> keys, boolean mayCreate) {
    return switch (place(fleet, datastore)) {
      case BackendLocation.Local local -> openDirectory(local.directory(), mayCreate);
      case BackendLocation.S3 s3 -> openS3(s3, keys, mayCreate);
    };
  }

  private static Backend openDirectory(Path directory, boolean mayCreate) {
    boolean make = mayCreate && !Files.exists(directory.resolve("config"));
    return make ? LocalBackend.create(directory) : LocalBackend.open(directory);
  }

  private Backend openS3(BackendLocation.S3 place, Map<String, Secret> keys, boolean mayCreate) {
    S3Settings settings = settings(keys);
    return new RetryingBackend(
        mayCreate ? openOrCreate(place, settings) : S3Backend.open(place, settings, clock),
        RetryingBackend.Patience.DEFAULT);
  }

  private Backend openOrCreate(BackendLocation.S3 place, S3Settings settings) {
    try {
      return S3Backend.create(place, settings, clock);
    } catch (StoreException present) {
      if (present.kind() != StoreException.Kind.ALREADY_THERE) {
        throw present;
      }
      return S3Backend.open(place, settings, clock);
    }
  }

  private S3Settings settings(Map<String, Secret> keys) {
    Secret id = keys.get(ACCESS_KEY_ID);
    Secret key = keys.get(SECRET_ACCESS_KEY);
    if (id == null || key == null) {
      return S3Settings.fromEnvironment(environment);
    }
    return S3Settings.of(new S3Credentials(id.reveal(), key.reveal(), null), environment);
  }
}

package io.snapfleet.fleet.backup;

import io.snapfleet.remote.secret.Secret;
import io.snapfleet.vault.repository.RepositorySettings;
import io.snapfleet.vault.store.Backend;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens the places where fleets' vaults are. Thread-safe. */
public interface Datastores {
  /** Names of the credentials of a datastore in S3. */
  String ACCESS_KEY_ID = "datastore-access-key-id";

  String SECRET_ACCESS_KEY = "datastore-secret-access-key";

  /** How vaults are used here. */
  RepositorySettings settings();

  /** Where the fleet's vault is, as restic writes it. */
  String location(String fleet, @Nullable String datastore);

  /**
   * Opens the place of the fleet's vault, and makes it where that is allowed and it is missing.
   * Looks at once whether it can be reached and written, and whether the clocks agree where that
   * matters.
   *
   * @param datastore as in {@code BackupSpec}
   * @param keys the credentials that are kept for it, by name
   * @throws io.snapfleet.vault.store.StoreException with a sentence
   */
  Backend open(
      String fleet, @Nullable String datastore, Map<String, Secret> keys, boolean mayCreate);
}

package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.backup.BackupVault;
import io.snapfleet.fleet.backup.Datastores;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.SecretScope;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Problem;
import io.snapfleet.remote.secret.Secret;
import io.snapfleet.vault.store.Backend;
import io.snapfleet.vault.store.StoreException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Opens fleets' vaults. Its password is made up when a fleet is first backed up, and kept,
 * encrypted, for as long as the store is. Thread-safe.
 */
final class BackupAccess {
  static final String PASSWORD = "repository-password";

  private static final int PASSWORD_LENGTH = 32;
  private static final List<String> DATASTORE_KEYS =
      List.of(Datastores.ACCESS_KEY_ID, Datastores.SECRET_ACCESS_KEY);

  private final Surroundings surroundings;
  private final Store store;
  private final Datastores datastores;

  BackupAccess(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.store = surroundings.store();
    this.datastores = surroundings.datastores();
  }

  String location(FleetRecord fleet) {
    return datastores.location(fleet.name(), fleet.spec().backup().datastore());
  }

  /** Opens the vault to add to it; the first time, makes it. */
  BackupVault openToAdd(FleetLease lease, FleetRecord fleet) {
    return BackupFailures.explained(
        fleet,
        () -> {
          Map<String, Secret> keys = withPassword(lease, fleet.name());
          if (hasStored(fleet.name())) {
            return BackupVault.open(
                backend(fleet, keys, false), password(keys), datastores.settings());
          }
          return BackupVault.openOrMake(
              backend(fleet, keys, true), password(keys), datastores.settings());
        });
  }

  /** Opens the vault of a fleet that has been backed up. */
  BackupVault open(FleetRecord fleet) {
    Map<String, Secret> keys = store.secrets(SecretScope.ofBackups(fleet.name()));
    if (!keys.containsKey(PASSWORD)) {
      throw OperationException.badRequest(
          "fleet %s has no backup yet".formatted(fleet.name()),
          "the backups of fleet " + fleet.name(),
          "make one: 'snapfleet backup create %s'".formatted(fleet.name()));
    }
    return BackupFailures.explained(
        fleet,
        () -> BackupVault.open(backend(fleet, keys, false), password(keys), datastores.settings()));
  }

  /**
   * Looks whether the datastore of a fleet in S3 can be reached and written and the clocks agree,
   * so that this is known before the first backup. A bucket that is missing is made then.
   *
   * @return what is wrong with it
   */
  List<Problem> problems(FleetSpec spec) {
    String datastore = spec.backup().datastore();
    if (datastore == null || !datastore.startsWith("s3:")) {
      return List.of();
    }
    Map<String, Secret> keys = store.secrets(SecretScope.ofBackups(spec.fleet()));
    try {
      return BackupFailures.explained(
          spec.fleet(),
          () -> {
            probe(spec.fleet(), datastore, keys);
            return List.of();
          });
    } catch (OperationException failed) {
      return List.of(
          new Problem(String.valueOf(failed.getMessage()), failed.where(), failed.fix()));
    }
  }

  private void probe(String fleet, String datastore, Map<String, Secret> keys) {
    try {
      datastores.open(fleet, datastore, keys, false).close();
    } catch (StoreException failed) {
      if (failed.kind() != StoreException.Kind.NOT_THERE) {
        throw failed;
      }
    }
  }

  /** Keeps a credential of the datastore. */
  void keep(FleetRecord fleet, String name, Secret value) {
    if (!DATASTORE_KEYS.contains(name)) {
      throw OperationException.badRequest(
          "'%s' is no credential that can be set".formatted(name),
          "the credential's name",
          "name one of: " + String.join(", ", DATASTORE_KEYS));
    }
    try (FleetLease lease = store.acquire(fleet.name(), surroundings.owner())) {
      String scope = SecretScope.ofBackups(fleet.name());
      Map<String, Secret> keys = new HashMap<>(store.secrets(scope));
      keys.put(name, value);
      lease.saveSecrets(scope, keys);
    }
  }

  /** The vault's password; null before the first backup. */
  @Nullable Secret password(String fleet) {
    return store.secrets(SecretScope.ofBackups(fleet)).get(PASSWORD);
  }

  /** A vault that had backups in it and is gone must not be mistaken for one to be made. */
  private boolean hasStored(String fleet) {
    return store.backups(fleet).stream().anyMatch(backup -> backup.snapshot() != null);
  }

  private Backend backend(FleetRecord fleet, Map<String, Secret> keys, boolean mayCreate) {
    return datastores.open(fleet.name(), fleet.spec().backup().datastore(), keys, mayCreate);
  }

  private static Secret password(Map<String, Secret> keys) {
    Secret password = keys.get(PASSWORD);
    if (password == null) {
      throw new IllegalStateException("the store has no " + PASSWORD);
    }
    return password;
  }

  private Map<String, Secret> withPassword(FleetLease lease, String fleet) {
    String scope = SecretScope.ofBackups(fleet);
    Map<String, Secret> keys = new HashMap<>(store.secrets(scope));
    if (!keys.containsKey(PASSWORD)) {
      keys.put(PASSWORD, surroundings.secretMaker().make(PASSWORD_LENGTH));
      lease.saveSecrets(scope, keys);
    }
    return keys;
  }
}

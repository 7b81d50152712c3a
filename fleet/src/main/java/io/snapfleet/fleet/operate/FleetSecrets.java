package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.secret.SecretMaker;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.SecretScope;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.recipe.Recipe;
import io.snapfleet.remote.SshKeyPair;
import io.snapfleet.remote.secret.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of one fleet and its machines. A fleet that is built anew gets new ones, also
 * from a snapshot set, except for those a recipe says are bound to the data, and where it is asked
 * to keep all. Thread-safe.
 */
final class FleetSecrets {
  private static final String LOGIN_PRIVATE = "ssh-login-key";
  private static final String LOGIN_PUBLIC = "ssh-login-key-public";
  private static final String HOST_PRIVATE = "ssh-host-key";
  private static final String HOST_PUBLIC = "ssh-host-key-public";

  private final Store store;
  private final SecretMaker maker;
  private final Supplier<SshKeyPair> keys;

  FleetSecrets(Store store, SecretMaker maker, Supplier<SshKeyPair> keys) {
    this.store = store;
    this.maker = maker;
    this.keys = keys;
  }

  /** Gives a fleet that has no credentials those that are kept with a set. */
  void inherit(FleetLease lease, SnapshotSet set) {
    String scope = SecretScope.ofFleet(lease.fleet());
    if (store.secrets(scope).isEmpty()) {
      lease.saveSecrets(scope, store.secrets(SecretScope.ofSet(set.id())));
    }
  }

  /** Makes up what is missing of the fleet's credentials, and keeps what is there. */
  void ensure(FleetLease lease, Recipe recipe, @Nullable SnapshotSet source) {
    Map<String, Secret> have = new HashMap<>(store.secrets(SecretScope.ofFleet(lease.fleet())));
    Map<String, Secret> frozen =
        source == null ? Map.of() : store.secrets(SecretScope.ofSet(source.id()));
    int before = have.size();
    if (!have.containsKey(LOGIN_PRIVATE)) {
      SshKeyPair pair = keys.get();
      have.put(LOGIN_PRIVATE, pair.privateKey());
      have.put(LOGIN_PUBLIC, new Secret(pair.publicLine()));
    }
    recipe
        .secrets()
        .forEach(
            (name, rule) -> {
              Secret kept = rule.rotate() ? null : frozen.get(name);
              have.putIfAbsent(name, kept != null ? kept : maker.make(rule.length()));
            });
    if (have.size() > before) {
      lease.saveSecrets(SecretScope.ofFleet(lease.fleet()), have);
    }
  }

  /** The private key we log in with. */
  Secret loginKey(String fleet) {
    return need(store.secrets(SecretScope.ofFleet(fleet)), LOGIN_PRIVATE, fleet);
  }

  String loginPublicLine(String fleet) {
    return need(store.secrets(SecretScope.ofFleet(fleet)), LOGIN_PUBLIC, fleet).reveal();
  }

  /** The application's credentials, by the names its recipe gives them. */
  Map<String, Secret> application(String fleet) {
    Map<String, Secret> all = new HashMap<>(store.secrets(SecretScope.ofFleet(fleet)));
    all.remove(LOGIN_PRIVATE);
    all.remove(LOGIN_PUBLIC);
    return all;
  }

  /** The host key of a machine: the one it was given before, for a name that was tried before. */
  SshKeyPair hostKey(FleetLease lease, String machine) {
    String scope = SecretScope.ofMachine(lease.fleet(), machine);
    Map<String, Secret> have = store.secrets(scope);
    Secret known = have.get(HOST_PRIVATE);
    if (known != null) {
      return new SshKeyPair(known, need(have, HOST_PUBLIC, machine).reveal());
    }
    SshKeyPair pair = keys.get();
    lease.saveSecrets(
        scope, Map.of(HOST_PRIVATE, pair.privateKey(), HOST_PUBLIC, new Secret(pair.publicLine())));
    return pair;
  }

  void forgetMachine(FleetLease lease, String machine) {
    lease.saveSecrets(SecretScope.ofMachine(lease.fleet(), machine), Map.of());
  }

  /** Forgets the fleet's credentials and its machines'. */
  void forgetFleet(FleetLease lease) {
    lease.forgetSecrets();
  }

  /** Keeps the fleet's present credentials with a snapshot set. */
  void freeze(FleetLease lease, String setId) {
    lease.saveSecrets(SecretScope.ofSet(setId), application(lease.fleet()));
  }

  private static Secret need(Map<String, Secret> secrets, String name, String of) {
    return Objects.requireNonNull(
        secrets.get(name), () -> "the store has no " + name + " of " + of);
  }
}

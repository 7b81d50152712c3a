package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.state.SecretScope;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.remote.secret.Secret;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that must be in no image, and what is said of a text that holds some: whose they are, and
 * their names. Thread-safe.
 */
record KnownSecrets(Map<Secret, Named> names) implements Function<String, Collection<String>> {
  static final KnownSecrets NONE = new KnownSecrets(Map.of());

  private static final String PUBLIC = "-public";

  /** What is shorter stands in files by chance: a region, a user's name. */
  private static final int SHORTEST = 12;

  KnownSecrets {
    names = Map.copyOf(names);
  }

  /**
   * What a secret is called.
   *
   * @param whose as it is said of several
   */
  record Named(String whose, String name) {}

  /** These too; what is known already keeps its name, and public halves of keys may be anywhere. */
  KnownSecrets with(String whose, Map<String, Secret> secrets) {
    Map<Secret, Named> all = new HashMap<>(names);
    secrets.forEach(
        (name, secret) -> {
          if (!name.endsWith(PUBLIC) && secret.reveal().length() >= SHORTEST) {
            all.putIfAbsent(secret, new Named(whose, name));
          }
        });
    return new KnownSecrets(all);
  }

  /** What the fleet, its backups and the account at the provider have now. */
  KnownSecrets withThoseOf(@Nullable String fleet, ProviderSpec provider, Store store) {
    KnownSecrets all =
        with(
            "credentials of the account at the provider",
            store.secrets(SecretScope.ofProvider(provider.name())));
    return fleet == null
        ? all
        : all.with("credentials of the fleet", store.secrets(SecretScope.ofFleet(fleet)))
            .with("credentials of the backups", store.secrets(SecretScope.ofBackups(fleet)));
  }

  @Override
  public List<String> apply(String text) {
    Map<String, Set<String>> found = new TreeMap<>();
    for (Map.Entry<Secret, Named> known : names.entrySet()) {
      if (text.contains(known.getKey().reveal())) {
        found
            .computeIfAbsent(known.getValue().whose(), whose -> new TreeSet<>())
            .add(known.getValue().name());
      }
    }
    return found.entrySet().stream()
        .map(entry -> "%s (%s)".formatted(entry.getKey(), String.join(", ", entry.getValue())))
        .toList();
  }
}

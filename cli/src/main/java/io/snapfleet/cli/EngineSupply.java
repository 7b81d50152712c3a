package io.snapfleet.cli;

import io.snapfleet.digitalocean.DigitalOceanProvider;
import io.snapfleet.digitalocean.DigitalOceanSettings;
import io.snapfleet.fleet.backup.HomeDatastores;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.operate.Pause;
import io.snapfleet.fleet.operate.ScriptLogs;
import io.snapfleet.fleet.operate.Surroundings;
import io.snapfleet.fleet.secret.SecretBox;
import io.snapfleet.fleet.secret.SecretMaker;
import io.snapfleet.fleet.state.SecretScope;
import io.snapfleet.fleet.state.SqlStore;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.local.LocalProvider;
import io.snapfleet.local.LocalSettings;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.recipe.RecipeCatalog;
import io.snapfleet.remote.SshKeyPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the engine when a command first needs it, from the state in the home. Not thread-safe. */
final class EngineSupply implements Supplier<FleetEngine>, AutoCloseable {
  private final Map<String, String> environment;
  private final RecipeCatalog recipes;
  private final Clock clock;
  private final Outside outside;
  private final SecureRandom random = new SecureRandom();
  private @Nullable CompletableFuture<Optional<Surroundings>> opening;
  private @Nullable Surroundings made;

  EngineSupply(
      Map<String, String> environment, RecipeCatalog recipes, Clock clock, Outside outside) {
    this.environment = environment;
    this.recipes = recipes;
    this.clock = clock;
    this.outside = outside;
  }

  /** Begins to open the state, if there is any yet, beside what is done until it is needed. */
  void openAhead() {
    CompletableFuture<Optional<Surroundings>> opened = new CompletableFuture<>();
    opening = opened;
    Thread.ofPlatform().daemon().name("open-ahead").start(() -> openAhead(opened));
  }

  private void openAhead(CompletableFuture<Optional<Surroundings>> opened) {
    try {
      opened.complete(openIfThere());
    } catch (RuntimeException | Error refused) {
      opened.completeExceptionally(refused);
    }
    LocalProvider.prepare();
  }

  private Optional<Surroundings> openIfThere() {
    Path home = Home.of(environment).directory();
    return SqlStore.isIn(home) ? Optional.of(make(home)) : Optional.empty();
  }

  @Override
  public FleetEngine get() {
    Surroundings surroundings = made;
    if (surroundings == null) {
      Path home = Home.of(environment).create();
      surroundings = openedAhead().orElseGet(() -> make(home));
      made = surroundings;
    }
    return new FleetEngine(surroundings);
  }

  private Optional<Surroundings> openedAhead() {
    if (opening == null) {
      return Optional.empty();
    }
    try {
      return opening.join();
    } catch (CompletionException refused) {
      throw refused.getCause() instanceof RuntimeException cause ? cause : refused;
    } finally {
      opening = null;
    }
  }

  private Surroundings make(Path home) {
    SecretBox box = SecretBox.inHome(home, environment, random);
    Store store = SqlStore.open(home, clock, box);
    return new Surroundings(
        store,
        spec -> provider(home, store, spec),
        recipes::find,
        outside.remote(),
        new HomeDatastores(home, environment, clock),
        owner(),
        new RandomIds(random),
        EngineSupply::freePort,
        new SecretMaker(random),
        SshKeyPair::generate,
        clock,
        Pause.SLEEP,
        new ScriptLogs(home.resolve("logs")));
  }

  /** The fleet file's reader has refused every other name. */
  private Provider provider(Path home, Store store, ProviderSpec spec) {
    return spec.name().equals(DigitalOceanAccess.PROVIDER)
        ? digitalOcean(store, spec)
        : outside.local(home, LocalSettings.of(spec.options()), clock);
  }

  private Provider digitalOcean(Store store, ProviderSpec spec) {
    DigitalOceanAccess access =
        new DigitalOceanAccess(
            environment, () -> store.secrets(SecretScope.ofProvider(DigitalOceanAccess.PROVIDER)));
    return new DigitalOceanProvider(
        DigitalOceanSettings.of(spec.options()),
        access.token(),
        clock,
        io.snapfleet.digitalocean.Pause.SLEEP);
  }

  private static String owner() {
    return "%s, process %d"
        .formatted(System.getProperty("user.name"), ProcessHandle.current().pid());
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  @Override
  public void close() {
    if (opening != null) {
      // Whoever has not asked does not want to hear why it could not be opened.
      opening
          .thenAccept(opened -> opened.ifPresent(EngineSupply::close))
          .exceptionally(none -> null)
          .join();
    }
    if (made != null) {
      close(made);
    }
  }

  private static void close(Surroundings surroundings) {
    surroundings.remote().close();
    surroundings.store().close();
  }
}

package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.backup.BackupReader;
import io.snapfleet.fleet.backup.BackupVault;
import io.snapfleet.fleet.backup.FileRefresh;
import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.recipe.BackupRule;
import io.snapfleet.recipe.Recipe;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The backup that the machines of one operation are refreshed from. Its vault is opened, and its
 * list of files read, on another thread, while machines are planned and boot. Thread-safe.
 */
final class RefreshSource implements AutoCloseable {
  private final CompletableFuture<@Nullable Opened> opened = new CompletableFuture<>();

  private record Opened(BackupVault vault, BackupReader backup, FileRefresh files) {}

  private RefreshSource() {}

  /** Where no machine is refreshed. */
  static RefreshSource none() {
    RefreshSource none = new RefreshSource();
    none.opened.complete(null);
    return none;
  }

  static RefreshSource open(
      Surroundings surroundings, FleetRecord fleet, Recipe recipe, Backup backup) {
    RefreshSource source = new RefreshSource();
    Thread.ofVirtual()
        .name("refresh-source")
        .start(() -> source.begin(surroundings, fleet, recipe, backup));
    return source;
  }

  private void begin(Surroundings surroundings, FleetRecord fleet, Recipe recipe, Backup backup) {
    try {
      opened.complete(
          BackupFailures.explained(fleet, () -> opened(surroundings, fleet, recipe, backup)));
    } catch (RuntimeException | Error failure) {
      opened.completeExceptionally(failure);
    }
  }

  private static Opened opened(
      Surroundings surroundings, FleetRecord fleet, Recipe recipe, Backup backup) {
    BackupVault vault = new BackupAccess(surroundings).open(fleet);
    try {
      BackupReader reader = vault.reader(String.valueOf(backup.snapshot()));
      return new Opened(vault, reader, new FileRefresh(reader, rule(recipe, backup)));
    } catch (RuntimeException failure) {
      vault.close();
      throw failure;
    }
  }

  private static BackupRule rule(Recipe recipe, Backup backup) {
    Backup.Detail detail = backup.detail();
    boolean withAssets = detail != null && detail.part(Backup.PartName.ASSETS).isPresent();
    return BackupSources.rule(recipe, withAssets);
  }

  /** Fails, with what can be done, where the backup cannot be read. */
  void require() {
    await();
  }

  BackupReader backup() {
    return known().backup();
  }

  FileRefresh files() {
    return known().files();
  }

  private Opened known() {
    return Objects.requireNonNull(await(), "nothing was to be refreshed");
  }

  private @Nullable Opened await() {
    try {
      return opened.join();
    } catch (CompletionException failed) {
      switch (failed.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error error -> throw error;
        case null, default -> throw failed;
      }
    }
  }

  @Override
  public void close() {
    try {
      Opened one = opened.join();
      if (one != null) {
        one.vault().close();
      }
    } catch (CompletionException e) {
      // It never opened: whoever needed it was told.
    }
  }
}

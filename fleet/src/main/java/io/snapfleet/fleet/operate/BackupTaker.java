package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.backup.BackupVault;
import io.snapfleet.fleet.backup.BackupWriter;
import io.snapfleet.fleet.backup.MachineFiles;
import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.plan.Desired;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.LeaseLostException;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.recipe.BackupRule;
import io.snapfleet.recipe.Recipe;
import io.snapfleet.recipe.Stage;
import io.snapfleet.vault.format.Id;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes one backup of a fleet that serves, while it serves. The datastore is looked at before
 * anything is begun; one that is cut off or fails leaves those before it as they are. Thread-safe.
 */
final class BackupTaker {
  private final Surroundings surroundings;
  private final Store store;
  private final BackupAccess access;

  BackupTaker(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.store = surroundings.store();
    this.access = new BackupAccess(surroundings);
  }

  Backup take(FleetRecord fleet, BackupPeriod period, ProgressListener listener) {
    surroundings.remote().prepare();
    try (FleetLease lease = store.acquire(fleet.name(), surroundings.owner())) {
      return take(fleet, period, lease, listener);
    }
  }

  /** The same for one who has the lease. */
  Backup take(FleetRecord fleet, BackupPeriod period, FleetLease lease, ProgressListener listener) {
    Recipe recipe = surroundings.recipes().find(fleet.spec().application().recipe());
    try (Provider provider = surroundings.providers().open(fleet.spec().provider())) {
      List<FleetMachine> machines =
          new FleetObserver(surroundings).look(provider, fleet.name()).observed().remembered();
      BackupSources sources = new BackupSources(fleet, recipe, machines);
      sources.parts();
      try (BackupVault vault = access.openToAdd(lease, fleet)) {
        String id = surroundings.ids().get();
        RunningOperation running =
            RunningOperation.begin(
                surroundings, lease, provider, operation(fleet, period, id), listener);
        return running.finish(
            () ->
                BackupFailures.explained(
                    fleet, () -> take(fleet, begun(fleet, period, id), sources, vault, running)));
      }
    }
  }

  private Backup take(
      FleetRecord fleet,
      Backup taking,
      BackupSources sources,
      BackupVault vault,
      RunningOperation running) {
    BackupLeftovers leftovers = new BackupLeftovers(store, running.lease(), vault);
    leftovers.settle();
    running.lease().saveBackup(taking);
    Recipe recipe = surroundings.recipes().find(fleet.spec().application().recipe());
    Desired desired = new Desired(fleet.spec(), recipe, null);
    try (FleetContext context = running.context(desired, fleet.publishedPort())) {
      BackupWriter.Source source = source(context, sources, vault);
      Backup stored =
          new BackupWriter(vault.repository(), surroundings.clock()).write(taking, source);
      running.lease().saveBackup(stored);
      return stored;
    } catch (LeaseLostException lost) {
      throw lost;
    } catch (RuntimeException failure) {
      leftovers.settleAfter(failure);
      throw failure;
    }
  }

  private BackupWriter.Source source(
      FleetContext context, BackupSources sources, BackupVault vault) {
    MachineScripts scripts = new MachineScripts(context);
    BackupRule rule = BackupSources.rule(context.recipe(), context.spec());
    FleetMachine database = sources.database().orElse(null);
    FleetMachine web = sources.files().orElse(null);
    return new BackupWriter.Source(
        context.recipe().name(),
        context.recipe().version(),
        web == null ? "" : applicationVersion(scripts, web, context),
        database == null ? null : new DatabaseDump(scripts, database),
        web == null ? null : new MachineFiles(() -> context.sessions().with(web), web.name(), rule),
        rule,
        parent(context.fleet(), vault));
  }

  private static String applicationVersion(
      MachineScripts scripts, FleetMachine web, FleetContext context) {
    try {
      return scripts
          .tryRun(web, Stage.VERSION, Map.of(), context.spec().deadlines().configure())
          .filter(result -> result.succeeded())
          .map(result -> result.lastLine())
          .orElse("");
    } catch (io.snapfleet.remote.RemoteException unreachable) {
      // The files of that machine will be found missing, with this reason.
      return "";
    }
  }

  /** The newest backup in the vault: what it has of the files need not be read again. */
  private @Nullable Id parent(String fleet, BackupVault vault) {
    return store.backups(fleet).reversed().stream()
        .map(Backup::snapshot)
        .filter(Objects::nonNull)
        .map(Id::parse)
        .filter(vault::has)
        .findFirst()
        .orElse(null);
  }

  private Backup begun(FleetRecord fleet, BackupPeriod period, String id) {
    return new Backup(
        id,
        fleet.name(),
        period,
        Backup.State.TAKING,
        surroundings.clock().instant(),
        null,
        null,
        null);
  }

  private Operation operation(FleetRecord fleet, BackupPeriod period, String id) {
    return surroundings.operation(
        fleet.name(), Operation.Kind.BACKUP, period.text() + " backup " + id);
  }
}

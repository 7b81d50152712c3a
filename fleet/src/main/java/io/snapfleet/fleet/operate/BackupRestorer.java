package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.backup.BackupReader;
import io.snapfleet.fleet.backup.BackupVault;
import io.snapfleet.fleet.backup.MachineFiles;
import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.Backup.PartName;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.plan.Desired;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.recipe.BackupRule;
import io.snapfleet.recipe.Recipe;
import io.snapfleet.recipe.Stage;
import io.snapfleet.remote.ScriptResult;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings an application's data on a fleet that serves back to a backup's moment. The database comes
 * first, which replaces its data only once the whole dump was accepted; then the files of every web
 * machine; then the machines' own checks. One that is cut off is done again in full. Thread-safe.
 */
final class BackupRestorer {
  private final Surroundings surroundings;
  private final Store store;
  private final BackupAccess access;

  BackupRestorer(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.store = surroundings.store();
    this.access = new BackupAccess(surroundings);
  }

  /**
   * @param parts WEBROOT, with the assets where the backup has them, DATABASE, or both
   */
  void restore(FleetRecord fleet, Backup backup, Set<PartName> parts, ProgressListener listener) {
    refuseMissing(backup, parts);
    surroundings.remote().prepare();
    Recipe recipe = surroundings.recipes().find(fleet.spec().application().recipe());
    try (FleetLease lease = store.acquire(fleet.name(), surroundings.owner());
        Provider provider = surroundings.providers().open(fleet.spec().provider());
        BackupVault vault = access.open(fleet)) {
      List<FleetMachine> machines =
          new FleetObserver(surroundings).look(provider, fleet.name()).observed().remembered();
      BackupSources targets = new BackupSources(fleet, recipe, machines);
      refuseNoTarget(fleet, targets, parts);
      RunningOperation running =
          RunningOperation.begin(
              surroundings, lease, provider, operation(fleet, backup, parts), listener);
      running.finish(
          () ->
              BackupFailures.explained(
                  fleet,
                  () -> {
                    restore(fleet, backup, parts, targets, vault, running);
                    return backup;
                  }));
    }
  }

  private void restore(
      FleetRecord fleet,
      Backup backup,
      Set<PartName> parts,
      BackupSources targets,
      BackupVault vault,
      RunningOperation running) {
    Recipe recipe = surroundings.recipes().find(fleet.spec().application().recipe());
    Desired desired = new Desired(fleet.spec(), recipe, null);
    BackupReader reader = vault.reader(Objects.requireNonNull(backup.snapshot()));
    try (FleetContext context = running.context(desired, fleet.publishedPort())) {
      MachineScripts scripts = new MachineScripts(context);
      List<FleetMachine> touched = new ArrayList<>();
      if (parts.contains(PartName.DATABASE)) {
        FleetMachine database = targets.database().orElseThrow();
        running.listener().note("loading the database on " + database.name());
        load(scripts, database, reader);
        touched.add(database);
      }
      if (parts.contains(PartName.WEBROOT)) {
        BackupRule rule = BackupSources.rule(recipe, hasAssets(backup));
        running.listener().note("writing the files of " + names(targets.web()));
        Parallel.each(targets.web(), web -> write(context, web, rule, reader));
        touched.addAll(targets.web());
      }
      finish(context, scripts, targets, parts, touched);
    }
  }

  static void load(MachineScripts scripts, FleetMachine database, BackupReader reader) {
    String bytes = String.valueOf(reader.dumpBytes().orElseThrow());
    ScriptResult result;
    try (InputStream dump = reader.dump()) {
      result =
          scripts.pipe(
              database,
              Stage.LOAD,
              Map.of("DUMP_BYTES", bytes),
              dump,
              OutputStream.nullOutputStream());
    } catch (java.io.IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
    if (!result.succeeded()) {
      throw new OperationException(
          OperationException.Kind.FAILED,
          "load failed on %s with status %d: %s"
              .formatted(database.name(), result.exitStatus(), result.lastLine()),
          database.name(),
          "look at it with 'snapfleet ssh %s %s', then restore again"
              .formatted(database.fleet(), database.name()));
    }
  }

  static void write(FleetContext context, FleetMachine web, BackupRule rule, BackupReader reader) {
    MachineFiles files = new MachineFiles(() -> context.sessions().with(web), web.name(), rule);
    reader.restoreFiles(files, rule);
  }

  /**
   * What the application does once with data that are new to it, and the checks of all machines.
   */
  static void finish(
      FleetContext context,
      MachineScripts scripts,
      BackupSources targets,
      Set<PartName> parts,
      List<FleetMachine> touched) {
    MachinePreparer health =
        new MachinePreparer(context, scripts, new LoadBalancing(context, scripts));
    if (parts.contains(PartName.DATABASE) && !targets.web().isEmpty()) {
      scripts.run(
          targets.web().getFirst(),
          Stage.INITIALISE,
          Map.of(),
          context.spec().deadlines().configure());
    }
    Parallel.each(touched, health::awaitHealthy);
    Parallel.each(targets.web(), health::awaitHealthy);
  }

  static boolean hasAssets(Backup backup) {
    Backup.Detail detail = backup.detail();
    return detail != null && detail.part(PartName.ASSETS).isPresent();
  }

  private static void refuseMissing(Backup backup, Set<PartName> parts) {
    Backup.Detail detail = backup.detail();
    for (PartName part : parts) {
      String problem =
          detail == null
              ? "it was never stored"
              : detail
                  .part(part)
                  .map(found -> found.isWhole() ? "" : String.valueOf(found.problem()))
                  .orElse("the application had none");
      if (!problem.isEmpty()) {
        throw OperationException.badRequest(
            "backup %s has no whole %s: %s".formatted(backup.id(), part.text(), problem),
            "backup " + backup.id(),
            "restore another one, or only what it has with --only");
      }
    }
  }

  private static void refuseNoTarget(
      FleetRecord fleet, BackupSources targets, Set<PartName> parts) {
    boolean hasTargets =
        (!parts.contains(PartName.DATABASE) || targets.database().isPresent())
            && (!parts.contains(PartName.WEBROOT) || !targets.web().isEmpty());
    if (!hasTargets) {
      throw OperationException.badRequest(
          "fleet %s has no machine that these parts could be restored to".formatted(fleet.name()),
          "fleet " + fleet.name(),
          "restore to this computer with --to DIRECTORY");
    }
  }

  private static String names(List<FleetMachine> machines) {
    return machines.stream().map(FleetMachine::name).collect(Collectors.joining(", "));
  }

  /** Whether the operation restored all of this backup. */
  static boolean isWhole(Operation restore, Backup backup) {
    Backup.Detail detail = backup.detail();
    if (detail == null) {
      return false;
    }
    Set<PartName> parts = EnumSet.noneOf(PartName.class);
    detail.parts().forEach(part -> parts.add(part.name()));
    parts.remove(PartName.ASSETS);
    return restore.detail().equals(detail(backup, parts));
  }

  private static String detail(Backup backup, Set<PartName> parts) {
    String what = parts.stream().sorted().map(PartName::text).collect(Collectors.joining(", "));
    return "%s of backup %s".formatted(what, backup.id());
  }

  private Operation operation(FleetRecord fleet, Backup backup, Set<PartName> parts) {
    return surroundings.operation(fleet.name(), Operation.Kind.RESTORE, detail(backup, parts));
  }
}

package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.backup.BackupReader;
import io.snapfleet.fleet.backup.BackupVault;
import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.Backup.PartName;
import io.snapfleet.fleet.model.Drill;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.recipe.BackupRule;
import io.snapfleet.recipe.Stage;
import io.snapfleet.remote.ScriptResult;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Restores a backup into a throw-away fleet and judges it. The rows are counted right after the
 * dump was loaded: an application that is only looked at may write already.
 */
final class DrillRestore {
  private final FleetContext fleet;
  private final MachineScripts scripts;
  private final BackupSources targets;
  private final Backup backup;
  private final BackupReader reader;

  DrillRestore(FleetContext fleet, FleetRecord throwAway, Backup backup, BackupVault vault) {
    this.fleet = fleet;
    this.scripts = new MachineScripts(fleet);
    this.targets = new BackupSources(throwAway, fleet.recipe(), fleet.machines());
    this.backup = backup;
    this.reader = vault.reader(Objects.requireNonNull(backup.snapshot()));
  }

  /**
   * Throws when the application is not healthy then, or its data are not those of the backup.
   *
   * @return what was counted; null where the recipe counts nothing
   */
  Drill.@Nullable Rows restore() {
    fleet.listener().note("restoring backup " + backup.id());
    Set<PartName> parts = parts();
    List<FleetMachine> touched = new ArrayList<>();
    Drill.Rows rows = null;
    if (parts.contains(PartName.DATABASE)) {
      FleetMachine database = targets.database().orElseThrow();
      BackupRestorer.load(scripts, database, reader);
      rows = count(database);
      touched.add(database);
    }
    if (parts.contains(PartName.WEBROOT)) {
      BackupRule rule = BackupSources.rule(fleet.recipe(), BackupRestorer.hasAssets(backup));
      Parallel.each(targets.web(), web -> BackupRestorer.write(fleet, web, rule, reader));
      touched.addAll(targets.web());
    }
    fleet.listener().note("checking what was restored");
    BackupRestorer.finish(fleet, scripts, targets, parts, touched);
    return rows;
  }

  private Set<PartName> parts() {
    return detail().parts().stream()
        .map(Backup.Part::name)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(PartName.class)));
  }

  private Backup.Detail detail() {
    return Objects.requireNonNull(backup.detail());
  }

  private Drill.@Nullable Rows count(FleetMachine database) {
    return scripts
        .tryRun(database, Stage.COUNT, Map.of(), fleet.spec().deadlines().configure())
        .map(result -> compared(database, result))
        .orElse(null);
  }

  /** A backup of a recipe that did not count then has nothing to compare with. */
  private Drill.Rows compared(FleetMachine database, ScriptResult result) {
    if (!result.succeeded()) {
      throw failed(
          "count failed on %s with status %d: %s"
              .formatted(database.name(), result.exitStatus(), result.lastLine()));
    }
    RowCounts found = RowCounts.read(result.output());
    RowCounts expected = new RowCounts(detail().rows());
    if (!expected.tables().isEmpty()) {
      List<String> differences = found.differencesFrom(expected);
      if (!differences.isEmpty()) {
        throw failed("the database is not what was dumped: " + String.join("; ", differences));
      }
    }
    return found.sum();
  }

  private OperationException failed(String what) {
    return new OperationException(
        OperationException.Kind.FAILED,
        what,
        "backup " + backup.id(),
        "make a new backup and drill that: 'snapfleet backup create %s'".formatted(backup.fleet()));
  }
}

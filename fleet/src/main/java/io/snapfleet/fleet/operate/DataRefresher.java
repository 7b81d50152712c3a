package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.backup.BackupReader;
import io.snapfleet.fleet.backup.FileRefresh;
import io.snapfleet.fleet.backup.MachineFiles;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.NewerData;
import io.snapfleet.fleet.plan.Step;
import io.snapfleet.recipe.Stage;
import io.snapfleet.remote.RemoteSession;
import io.snapfleet.remote.ScriptResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** Brings new machines to the data of a backup. Thread-safe. */
final class DataRefresher {
  private final FleetContext fleet;
  private final MachineScripts scripts;
  private final MachinePreparer health;
  private final RefreshSource source;

  DataRefresher(
      FleetContext fleet, MachineScripts scripts, MachinePreparer health, RefreshSource source) {
    this.fleet = fleet;
    this.scripts = scripts;
    this.health = health;
    this.source = source;
  }

  /** Makes the machine's files be those of the backup, before it gets its own settings. */
  void refreshFiles(Step step, FleetMachine machine, NewerData data) {
    fleet.listener().waiting(step, "SSH");
    RemoteSession session = fleet.sessions().with(machine);
    FileRefresh files = source.files();
    FleetMachine refreshing = begin(machine);
    fleet.listener().waiting(step, "the files of backup " + data.backup());
    BackupReader.Written written =
        BackupFailures.explained(
            record(),
            () -> files.apply(new MachineFiles(() -> session, machine.name(), files.rule())));
    // What it waits for from here on is no part of the refresh.
    fleet.save(refreshing.refreshed(data.moment()).in(MachineState.PERSONALISING));
    fleet.listener().note(sentence(machine, data, written));
  }

  private static String sentence(
      FleetMachine machine, NewerData data, BackupReader.Written written) {
    return "%s: files of %s (backup %s): %d sent, %d bytes; %d removed"
        .formatted(
            machine.name(),
            data.moment(),
            data.backup(),
            written.items(),
            written.bytes(),
            written.removed());
  }

  /** Loads the backup's dump. A database serves when this returns. */
  void load(Step step, FleetMachine machine, NewerData data) {
    fleet.listener().waiting(step, "SSH");
    fleet.sessions().with(machine);
    BackupReader backup = source.backup();
    FleetMachine refreshing = begin(machine).refreshed(data.moment());
    if (backup.dumpBytes().isPresent()) {
      fleet.listener().waiting(step, "the dump of backup " + data.backup());
      load(machine, backup);
      fleet.listener().waiting(step, "its health check");
      health.awaitHealthy(machine);
    }
    fleet.save(
        machine.tier() == TierName.DATABASE ? refreshing.in(MachineState.SERVING) : refreshing);
  }

  private void load(FleetMachine machine, BackupReader backup) {
    String bytes = String.valueOf(backup.dumpBytes().orElseThrow());
    ScriptResult result =
        BackupFailures.explained(
            record(),
            () -> {
              try (InputStream dump = backup.dump()) {
                return scripts.pipe(
                    machine,
                    Stage.LOAD,
                    Map.of("DUMP_BYTES", bytes),
                    dump,
                    OutputStream.nullOutputStream());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    scripts.requireDone(machine, Stage.LOAD, result);
  }

  private FleetRecord record() {
    return fleet.store().fleet(fleet.fleet()).orElseThrow();
  }

  private FleetMachine begin(FleetMachine machine) {
    FleetMachine refreshing = machine.in(MachineState.REFRESHING);
    fleet.save(refreshing);
    return refreshing;
  }
}

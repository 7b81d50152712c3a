package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.backup.BackupVault;
import io.snapfleet.fleet.backup.Retention;
import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Provider;
import java.util.List;

/**
 * Removes the backups that the policy does not keep, and what nothing in the vault uses any more.
 * What is to go is marked first, so that one that is cut off is gone on with. Thread-safe.
 */
final class BackupPruner {
  private final Surroundings surroundings;
  private final Store store;
  private final BackupAccess access;
  private final Backups backups;

  BackupPruner(Surroundings surroundings, Backups backups) {
    this.surroundings = surroundings;
    this.store = surroundings.store();
    this.access = new BackupAccess(surroundings);
    this.backups = backups;
  }

  List<Retention.Verdict> prune(FleetRecord fleet, ProgressListener listener) {
    try (FleetLease lease = store.acquire(fleet.name(), surroundings.owner());
        Provider provider = surroundings.providers().open(fleet.spec().provider());
        BackupVault vault = access.open(fleet)) {
      RunningOperation running =
          RunningOperation.begin(surroundings, lease, provider, operation(fleet), listener);
      return running.finish(
          () -> BackupFailures.explained(fleet, () -> prune(fleet, lease, vault)));
    }
  }

  private List<Retention.Verdict> prune(FleetRecord fleet, FleetLease lease, BackupVault vault) {
    BackupLeftovers leftovers = new BackupLeftovers(store, lease, vault);
    leftovers.settle();
    List<Retention.Verdict> verdicts = backups.list(fleet.name());
    verdicts.stream()
        .filter(verdict -> !verdict.kept())
        .map(verdict -> verdict.backup().in(Backup.State.DELETING))
        .forEach(
            backup -> {
              lease.saveBackup(backup);
              leftovers.remove(backup);
            });
    vault.removeUnused();
    return verdicts;
  }

  private Operation operation(FleetRecord fleet) {
    return surroundings.operation(fleet.name(), Operation.Kind.PRUNE, "backups");
  }
}

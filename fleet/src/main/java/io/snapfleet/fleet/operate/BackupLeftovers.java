package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.backup.BackupVault;
import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.vault.format.Id;

/**
 * Brings the memory of backups that were cut off in line with the vault, which is the truth: what
 * is stored there is whole and is remembered, what is not is forgotten, and a removal goes on.
 */
final class BackupLeftovers {
  private final Store store;
  private final FleetLease lease;
  private final BackupVault vault;

  BackupLeftovers(Store store, FleetLease lease, BackupVault vault) {
    this.store = store;
    this.lease = lease;
    this.vault = vault;
  }

  void settle() {
    for (Backup backup : store.backups(lease.fleet())) {
      switch (backup.state()) {
        case TAKING -> settleTaken(backup);
        case DELETING -> remove(backup);
        case COMPLETE, PARTIAL -> {
          // Nothing was cut off.
        }
      }
    }
  }

  /** The same where something else has failed already, which is what the operator is told. */
  void settleAfter(RuntimeException failure) {
    try {
      settle();
    } catch (RuntimeException another) {
      failure.addSuppressed(another);
    }
  }

  private void settleTaken(Backup backup) {
    vault
        .snapshotOf(backup.id())
        .ifPresentOrElse(
            snapshot -> lease.saveBackup(vault.reader(snapshot.hex()).remembered(backup, snapshot)),
            () -> lease.removeBackup(backup.id()));
  }

  /** Its state must say already that it is being removed. */
  void remove(Backup backup) {
    String snapshot = backup.snapshot();
    if (snapshot != null) {
      vault.forget(Id.parse(snapshot));
    }
    lease.removeBackup(backup.id());
  }
}

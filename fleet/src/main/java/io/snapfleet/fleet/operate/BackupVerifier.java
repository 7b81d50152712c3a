package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.backup.BackupVault;
import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.vault.format.FormatException;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.repository.RepositoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Looks whether backups are what they are remembered as. Changes nothing. Thread-safe. */
public final class BackupVerifier {
  private final Store store;
  private final BackupAccess access;

  BackupVerifier(Surroundings surroundings) {
    this.store = surroundings.store();
    this.access = new BackupAccess(surroundings);
  }

  /**
   * What is wrong with a vault or a backup in it.
   *
   * @param where a backup's id, or the vault
   */
  public record Finding(String where, String what) {}

  /**
   * What was found.
   *
   * @param backups how many were looked at
   */
  public record Report(int backups, List<Finding> findings) {
    public Report {
      findings = List.copyOf(findings);
    }
  }

  Report verify(FleetRecord fleet, boolean readData) {
    List<Backup> stored =
        store.backups(fleet.name()).stream().filter(backup -> backup.snapshot() != null).toList();
    try (BackupVault vault = access.open(fleet)) {
      List<Finding> findings = new ArrayList<>();
      BackupFailures.explained(fleet, () -> vault.findings(readData))
          .forEach(what -> findings.add(new Finding("vault", what)));
      stored.forEach(backup -> verify(backup, vault, findings));
      return new Report(stored.size(), findings);
    }
  }

  private static void verify(Backup backup, BackupVault vault, List<Finding> findings) {
    String snapshot = String.valueOf(backup.snapshot());
    if (!vault.has(Id.parse(snapshot))) {
      findings.add(new Finding(backup.id(), "its snapshot " + snapshot + " is not in the vault"));
      return;
    }
    try {
      Backup found = vault.reader(snapshot).remembered(backup, Id.parse(snapshot));
      if (!Objects.equals(found.detail(), backup.detail())) {
        findings.add(new Finding(backup.id(), "it is not what it is remembered as"));
      }
    } catch (RepositoryException | FormatException damaged) {
      findings.add(new Finding(backup.id(), String.valueOf(damaged.getMessage())));
    }
  }
}

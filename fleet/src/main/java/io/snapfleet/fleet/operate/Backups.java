package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.backup.BackupReader;
import io.snapfleet.fleet.backup.BackupVault;
import io.snapfleet.fleet.backup.Retention;
import io.snapfleet.fleet.backup.Timetable;
import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.Backup.PartName;
import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.ScheduledRun;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.remote.secret.Secret;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything that can be done with the backups of fleets. Thread-safe. */
public final class Backups {
  private final FleetEngine engine;
  private final Surroundings surroundings;
  private final Store store;
  private final BackupAccess access;

  Backups(FleetEngine engine, Surroundings surroundings) {
    this.engine = engine;
    this.surroundings = surroundings;
    this.store = surroundings.store();
    this.access = new BackupAccess(surroundings);
  }

  /**
   * Where a fleet's vault is.
   *
   * @param password for use with restic; null before the first backup
   */
  public record Place(String location, @Nullable Secret password) {}

  /** A period's backup that was due and was not made. */
  public record Missed(BackupPeriod period, Instant due, @Nullable ScheduledRun last) {}

  /** Makes a backup of a fleet that serves. */
  public Backup create(String fleet, BackupPeriod period, ProgressListener listener) {
    return new BackupTaker(surroundings).take(engine.runningFleet(fleet), period, listener);
  }

  /** What shall become of each of the fleet's backups, and why; newest first. */
  public List<Retention.Verdict> list(String fleet) {
    FleetRecord record = engine.fleet(fleet);
    boolean busy = store.leaseHolder(fleet).isPresent();
    List<Backup> backups =
        store.backups(fleet).stream()
            .filter(backup -> busy || backup.state() != Backup.State.TAKING)
            .toList();
    return Retention.apply(
        backups, record.spec().backup().keep(), references(), surroundings.clock().instant());
  }

  /** The one stored backup of the fleet whose id begins with these characters, or the newest. */
  public Backup find(String fleet, String prefix) {
    List<Backup> stored =
        store.backups(engine.fleet(fleet).name()).stream()
            .filter(backup -> backup.snapshot() != null)
            .toList();
    IdPrefix ids =
        new IdPrefix(
            "a",
            "backup of fleet " + fleet,
            "the backup's id",
            "'snapfleet backup ls %s' lists them".formatted(fleet));
    if (prefix.equals("latest")) {
      return newestGood(fleet)
          .orElseThrow(() -> ids.refused("fleet %s has no good backup".formatted(fleet)));
    }
    return ids.find(prefix, stored, Backup::id);
  }

  /** The newest backup of a fleet that has all of its data. */
  public Optional<Backup> newestGood(String fleet) {
    return store.backups(fleet).stream()
        .filter(Backup::isGood)
        .max(Comparator.comparing(Backup::moment));
  }

  /** What changed from one backup of a fleet to another. */
  public List<BackupReader.Difference> diff(String fleet, Backup earlier, Backup later) {
    FleetRecord record = engine.fleet(fleet);
    try (BackupVault vault = access.open(record)) {
      return BackupFailures.explained(
          record, () -> reader(vault, later).since(reader(vault, earlier)));
    }
  }

  /** Brings a fleet that serves back to a backup. */
  public void restore(String fleet, Backup backup, Set<PartName> parts, ProgressListener listener) {
    new BackupRestorer(surroundings).restore(engine.runningFleet(fleet), backup, parts, listener);
  }

  /** Writes what is in a backup into a directory of this computer that is empty or missing. */
  public void restoreTo(String fleet, Backup backup, Set<PartName> parts, Path directory) {
    FleetRecord record = engine.fleet(fleet);
    try (BackupVault vault = access.open(record)) {
      BackupFailures.explained(
          record,
          () -> {
            reader(vault, backup)
                .writeTo(
                    directory, parts.contains(PartName.WEBROOT), parts.contains(PartName.DATABASE));
            return backup;
          });
    }
  }

  /** Looks at the vault, and whether all that is remembered is in it. Changes nothing. */
  public BackupVerifier.Report verify(String fleet, boolean readData) {
    return new BackupVerifier(surroundings).verify(engine.fleet(fleet), readData);
  }

  /** Removes the backups that the fleet's policy does not keep; returns all verdicts. */
  public List<Retention.Verdict> prune(String fleet, ProgressListener listener) {
    return new BackupPruner(surroundings, this).prune(engine.fleet(fleet), listener);
  }

  public Place repository(String fleet) {
    FleetRecord record = engine.fleet(fleet);
    return new Place(access.location(record), access.password(fleet));
  }

  /** Keeps a credential of the fleet's datastore, encrypted. */
  public void setDatastoreKey(String fleet, String name, Secret value) {
    access.keep(engine.fleet(fleet), name, value);
  }

  /** Scheduled backups of a fleet that did not come about, of those that should have. */
  public List<Missed> missed(String fleet) {
    FleetRecord record = engine.fleet(fleet);
    List<Missed> missed = new ArrayList<>();
    if (record.state() == FleetRecord.State.DOWN) {
      return missed;
    }
    Map<BackupPeriod, ScheduledRun> runs =
        store.scheduledRuns(fleet).stream()
            .collect(Collectors.toMap(ScheduledRun::period, run -> run));
    Instant now = surroundings.clock().instant();
    record.spec().backup().schedule().keySet().stream()
        .sorted()
        .forEach(
            period -> {
              String when = Objects.requireNonNull(record.spec().backup().schedule().get(period));
              ScheduledRun last = runs.get(period);
              new Timetable(period, when)
                  .missed(last, now)
                  .filter(due -> last != null || due.isAfter(record.createdAt()))
                  .ifPresent(due -> missed.add(new Missed(period, due, last)));
            });
    return missed;
  }

  /** Makes every backup that is due, of all fleets, each once whoever else calls this. */
  public List<DueBackups.Outcome> runDue() {
    return new DueBackups(surroundings, this).run();
  }

  /** What refers to backups, by their ids. */
  private Map<String, String> references() {
    Map<String, String> references = new HashMap<>();
    for (SnapshotSet set : store.snapshotSets()) {
      String backup = set.backup();
      if (backup != null && set.state() == SnapshotSet.State.COMPLETE) {
        references.put(backup, "snapshot set %s refers to it".formatted(set.id().substring(0, 4)));
      }
    }
    return references;
  }

  private static BackupReader reader(BackupVault vault, Backup backup) {
    return vault.reader(Objects.requireNonNull(backup.snapshot()));
  }
}

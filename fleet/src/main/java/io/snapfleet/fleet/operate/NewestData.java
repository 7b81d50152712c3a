package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.fleet.plan.Action;
import io.snapfleet.fleet.plan.Action.LoadDatabase;
import io.snapfleet.fleet.plan.Action.RefreshFiles;
import io.snapfleet.fleet.plan.Desired;
import io.snapfleet.fleet.plan.NewerData;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.fleet.state.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The newest application data there are of a fleet, and those its new machines come with. */
final class NewestData {
  private final Surroundings surroundings;
  private final Store store;
  private final Clock clock;

  NewestData(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.store = surroundings.store();
    this.clock = surroundings.clock();
  }

  /**
   * A backup whose data are the fleet's newest.
   *
   * @param since when they became so: its moment, or that of its restore
   */
  private record Newest(Backup backup, Instant since) {}

  /** The good backup of the latest moment, unless the fleet was brought back to another since. */
  Optional<Backup> backup(String fleet) {
    return newest(fleet).map(Newest::backup);
  }

  private Optional<Newest> newest(String fleet) {
    List<Backup> good = store.backups(fleet).stream().filter(Backup::isGood).toList();
    Optional<Newest> taken =
        good.stream()
            .max(Comparator.comparing(Backup::moment))
            .map(backup -> new Newest(backup, backup.moment()));
    Optional<Newest> restored = restored(fleet, good);
    return Stream.concat(taken.stream(), restored.stream())
        .max(Comparator.comparing(Newest::since));
  }

  /** The backup that all of the fleet's data were last restored from. */
  private Optional<Newest> restored(String fleet, List<Backup> good) {
    return store
        .newestOperation(fleet, Operation.Kind.RESTORE, Operation.Status.DONE)
        .flatMap(
            operation ->
                good.stream()
                    .filter(backup -> BackupRestorer.isWhole(operation, backup))
                    .map(backup -> new Newest(backup, operation.startedAt()))
                    .findFirst());
  }

  /**
   * The moment of the data that machines have when they are new: the images', or that at which the
   * fleet's data began, where its database is installed from scratch.
   */
  Instant comesWith(Desired desired) {
    SnapshotSet source = desired.source();
    if (source != null && comesFromSet(desired)) {
      return source.takenAt();
    }
    return store
        .fleet(desired.spec().fleet())
        .filter(known -> known.state() != FleetRecord.State.DOWN)
        .map(FleetRecord::createdAt)
        .orElseGet(clock::instant);
  }

  /** Whether the data of new machines are those of a set, and not new themselves. */
  static boolean comesFromSet(Desired desired) {
    TierSpec database = desired.spec().tiers().get(TierName.DATABASE);
    boolean hasDatabase = database != null && database.machines() > 0;
    return desired.source() != null && !(hasDatabase && desired.image(TierName.DATABASE) == null);
  }

  /** The same wish, with the backup that its new machines are to be refreshed with, if any. */
  Desired complete(Desired desired) {
    Instant comesWith = comesWith(desired);
    return newest(desired.spec().fleet())
        .filter(newest -> newest.since().isAfter(comesWith))
        .map(newest -> new NewerData(newest.backup().id(), newest.backup().moment()))
        .map(desired::refreshedWith)
        .orElse(desired);
  }

  /** Begins to open what machines are refreshed from, where the plan refreshes any. */
  RefreshSource open(Desired desired, Plan plan) {
    NewerData newer = desired.newerData();
    FleetRecord fleet = store.fleet(desired.spec().fleet()).orElse(null);
    boolean needed = plan.steps().stream().anyMatch(step -> refreshes(step.action()));
    if (newer == null || fleet == null || !needed) {
      return RefreshSource.none();
    }
    Backup backup =
        store.backups(fleet.name()).stream()
            .filter(one -> one.id().equals(newer.backup()))
            .findFirst()
            .orElseThrow();
    return RefreshSource.open(surroundings, fleet, desired.recipe(), backup);
  }

  private static boolean refreshes(Action action) {
    return action instanceof RefreshFiles || action instanceof LoadDatabase;
  }

  /** The moment of the data that new machines have when they join. */
  Instant joinsWith(Desired desired) {
    NewerData newer = desired.newerData();
    return newer == null ? comesWith(desired) : newer.moment();
  }
}

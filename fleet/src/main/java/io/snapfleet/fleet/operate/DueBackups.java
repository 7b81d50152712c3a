package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.backup.Timetable;
import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.ScheduledRun;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.LeaseHeldException;
import io.snapfleet.fleet.state.LeaseLostException;
import io.snapfleet.fleet.state.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes what is due. Who has a fleet's lease alone judges what is due of it and writes down that it
 * begins, so that of several processes one makes each backup. Thread-safe.
 */
public final class DueBackups {
  private final Surroundings surroundings;
  private final Store store;
  private final Backups backups;

  DueBackups(Surroundings surroundings, Backups backups) {
    this.surroundings = surroundings;
    this.store = surroundings.store();
    this.backups = backups;
  }

  /**
   * What became of one thing that was due.
   *
   * @param backup the backup that was made; null when none was
   * @param problem why there is none, or what is wrong with it; null when all is well
   */
  public record Outcome(
      String fleet, BackupPeriod period, @Nullable Backup backup, @Nullable String problem) {}

  List<Outcome> run() {
    List<Outcome> outcomes = new ArrayList<>();
    for (FleetRecord fleet : store.fleets()) {
      if (fleet.state() != FleetRecord.State.DOWN) {
        new TreeMap<>(fleet.spec().backup().schedule())
            .forEach(
                (period, when) -> run(fleet, new Timetable(period, when)).ifPresent(outcomes::add));
        pruneAfter(fleet, outcomes);
      }
    }
    return outcomes;
  }

  private Optional<Outcome> run(FleetRecord fleet, Timetable timetable) {
    if (due(fleet, timetable).isEmpty()) {
      return Optional.empty();
    }
    try (FleetLease lease = store.acquire(fleet.name(), surroundings.owner())) {
      return due(fleet, timetable).map(due -> make(fleet, timetable.period(), due, lease));
    } catch (LeaseHeldException held) {
      return due(fleet, timetable)
          .map(due -> new Outcome(fleet.name(), timetable.period(), null, held.getMessage()));
    }
  }

  private Outcome make(FleetRecord fleet, BackupPeriod period, Instant due, FleetLease lease) {
    ScheduledRun run =
        new ScheduledRun(
            fleet.name(), period, due, surroundings.clock().instant(), ScheduledRun.RUNNING);
    lease.saveScheduledRun(run);
    try {
      Backup backup =
          new BackupTaker(surroundings).take(fleet, period, lease, ProgressListener.SILENT);
      lease.saveScheduledRun(
          run.ended(backup.isGood() ? ScheduledRun.COMPLETE : ScheduledRun.PARTIAL));
      return new Outcome(fleet.name(), period, backup, backup.isGood() ? null : "it misses a part");
    } catch (LeaseLostException lost) {
      return new Outcome(fleet.name(), period, null, lost.getMessage());
    } catch (RuntimeException failure) {
      String why = String.valueOf(failure.getMessage());
      lease.saveScheduledRun(run.ended(why));
      return new Outcome(fleet.name(), period, null, why);
    }
  }

  /** The policy is applied where there is a new backup; that it could not be is told. */
  private void pruneAfter(FleetRecord fleet, List<Outcome> outcomes) {
    Optional<Outcome> made =
        outcomes.stream()
            .filter(one -> one.fleet().equals(fleet.name()) && one.backup() != null)
            .findFirst();
    if (made.isEmpty() || backups.list(fleet.name()).stream().allMatch(one -> one.kept())) {
      return;
    }
    try {
      backups.prune(fleet.name(), ProgressListener.SILENT);
    } catch (OperationException | LeaseHeldException failure) {
      outcomes.add(
          new Outcome(
              fleet.name(),
              made.get().period(),
              null,
              "old backups were not removed: " + failure.getMessage()));
    }
  }

  private Optional<Instant> due(FleetRecord fleet, Timetable timetable) {
    Map<BackupPeriod, ScheduledRun> runs = new TreeMap<>();
    store.scheduledRuns(fleet.name()).forEach(run -> runs.put(run.period(), run));
    return timetable.due(runs.get(timetable.period()), surroundings.clock().instant());
  }
}

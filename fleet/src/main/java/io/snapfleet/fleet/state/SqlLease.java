package io.snapfleet.fleet.state;

import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.Drill;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.model.JournalEntry;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.ScheduledRun;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.Transition;
import io.snapfleet.fleet.secret.SecretBox;
import io.snapfleet.remote.secret.Secret;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** A lease whose every write first renews it in the same transaction. Thread-safe. */
final class SqlLease implements FleetLease {
  private final Database database;
  private final SecretBox box;
  private final Clock clock;
  private final String fleet;
  private final long fence;
  private final Heartbeat heartbeat;
  private final AtomicBoolean closed = new AtomicBoolean();

  SqlLease(Database database, SecretBox box, Clock clock, LeaseRow lease, LeaseTerms terms) {
    this.database = database;
    this.box = box;
    this.clock = clock;
    this.fleet = lease.fleet();
    this.fence = lease.fence();
    this.heartbeat = Heartbeat.start("lease " + fleet, terms.heartbeat(), this::beat);
  }

  @Override
  public String fleet() {
    return fleet;
  }

  @Override
  public long fence() {
    return fence;
  }

  @Override
  public FleetRecord saveFleet(FleetRecord record) {
    requireOwn(record.name());
    return write(handle -> FleetTable.save(handle, record));
  }

  @Override
  public FleetRecord saveFleet(FleetRecord record, Operation ended) {
    requireOwn(record.name());
    requireOwn(ended.fleet());
    return write(
        handle -> {
          requireFound(OperationTable.end(handle, ended), ended.id());
          return FleetTable.save(handle, record);
        });
  }

  @Override
  public void removeFleet() {
    change(handle -> FleetTable.remove(handle, fleet));
  }

  @Override
  public void saveMachine(FleetMachine machine, String operation) {
    requireOwn(machine.fleet());
    change(handle -> saveMachine(handle, machine, operation));
  }

  private void saveMachine(Handle handle, FleetMachine machine, String operation) {
    MachineState next = machine.state();
    MachineState former = MachineTable.stateOf(handle, machine).orElse(MachineState.GONE);
    if (next == MachineState.GONE) {
      MachineTable.remove(handle, machine);
    } else {
      MachineTable.save(handle, machine);
    }
    if (next != former) {
      TransitionTable.add(
          handle, new Transition(fleet, machine.name(), operation, next, clock.instant()));
    }
  }

  @Override
  public void begin(Operation operation) {
    requireOwn(operation.fleet());
    change(handle -> OperationTable.add(handle, operation));
  }

  @Override
  public void end(Operation operation) {
    requireOwn(operation.fleet());
    change(handle -> requireFound(OperationTable.end(handle, operation), operation.id()));
  }

  @Override
  public long intend(String operation, String step, String call, String subject) {
    return write(
        handle -> {
          requireFound(isOwnOperation(handle, operation), operation);
          long sequence = Counter.JOURNAL.next(handle);
          JournalTable.add(
              handle,
              new JournalEntry(
                  sequence, operation, step, call, subject, clock.instant(), null, null));
          return sequence;
        });
  }

  @Override
  public void settle(long sequence, String outcome) {
    change(
        handle ->
            requireFound(
                JournalTable.settle(handle, fleet, sequence, clock.instant(), outcome),
                "journal entry " + sequence));
  }

  @Override
  public void saveSnapshotSet(SnapshotSet set) {
    requireOwn(set.fleet());
    change(
        handle -> {
          requireOwnSet(handle, set.id());
          SnapshotSetTable.save(handle, set);
        });
  }

  @Override
  public void removeSnapshotSet(String id) {
    change(
        handle -> {
          requireOwnSet(handle, id);
          SnapshotSetTable.remove(handle, id);
          SecretTable.remove(handle, SecretScope.ofSet(id));
        });
  }

  @Override
  public void saveBackup(Backup backup) {
    requireOwn(backup.fleet());
    change(
        handle -> {
          requireOwnBackup(handle, backup.id());
          BackupTable.save(handle, backup);
        });
  }

  @Override
  public void removeBackup(String id) {
    change(
        handle -> {
          requireOwnBackup(handle, id);
          BackupTable.remove(handle, id);
        });
  }

  @Override
  public void saveDrill(Drill drill) {
    requireOwn(drill.throwAway());
    change(handle -> DrillTable.save(handle, drill));
  }

  @Override
  public void saveImageTrial(ImageTrial trial) {
    requireOwn(trial.throwAway());
    change(handle -> ImageTrialTable.save(handle, trial));
  }

  @Override
  public void saveScheduledRun(ScheduledRun run) {
    requireOwn(run.fleet());
    change(handle -> ScheduledRunTable.save(handle, run));
  }

  @Override
  public void saveSecrets(String scope, Map<String, Secret> secrets) {
    Optional<String> set = SecretScope.setOf(scope);
    if (set.isEmpty() && !SecretScope.belongsTo(fleet, scope)) {
      throw new IllegalArgumentException("not a scope of fleet " + fleet + ": " + scope);
    }
    change(
        handle -> {
          set.ifPresent(id -> requireOwnSet(handle, id));
          SecretTable.proveKey(handle, box);
          List<SecretTable.Sealed> boxed = SecretTable.seal(scope, secrets, box);
          SecretTable.replace(handle, scope, boxed);
        });
  }

  @Override
  public void forgetSecrets() {
    change(
        handle -> {
          SecretTable.remove(handle, SecretScope.ofFleet(fleet));
          SecretTable.removeAllUnder(handle, SecretScope.ofMachine(fleet, ""));
        });
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    heartbeat.stop();
    if (database.isClosed()) {
      return;
    }
    try {
      database.write(
          handle -> {
            LeaseTable.release(handle, fleet, fence);
            return true;
          });
    } catch (StateException unreleased) {
      // It runs out by itself, and sooner where others see that this process has ended.
    }
  }

  private void change(Consumer<Handle> work) {
    write(
        handle -> {
          work.accept(handle);
          return true;
        });
  }

  private <T> T write(Function<Handle, T> work) {
    if (closed.get()) {
      throw new IllegalStateException("the lease of fleet " + fleet + " was given back");
    }
    return database.write(
        handle -> {
          if (!renew(handle)) {
            throw new LeaseLostException(fleet, fence);
          }
          return work.apply(handle);
        });
  }

  /** Ends with the store, even where nobody gave this lease back. */
  private boolean beat() {
    return !database.isClosed() && database.write(this::renew);
  }

  private boolean renew(Handle handle) {
    return LeaseTable.renew(handle, fleet, fence, clock.instant());
  }

  private void requireOwn(String of) {
    if (!of.equals(fleet)) {
      throw new IllegalArgumentException("the lease is of fleet " + fleet + ", not of " + of);
    }
  }

  private void requireOwnSet(Handle handle, String id) {
    if (SnapshotSetTable.isOfAnother(handle, id, fleet)) {
      throw new IllegalArgumentException("snapshot set " + id + " is not of fleet " + fleet);
    }
  }

  private void requireOwnBackup(Handle handle, String id) {
    if (BackupTable.isOfAnother(handle, id, fleet)) {
      throw new IllegalArgumentException("backup " + id + " is not of fleet " + fleet);
    }
  }

  private boolean isOwnOperation(Handle handle, String operation) {
    return OperationTable.find(handle, operation)
        .filter(found -> found.fleet().equals(fleet))
        .isPresent();
  }

  private void requireFound(boolean found, String what) {
    if (!found) {
      throw new IllegalArgumentException("fleet " + fleet + " has no " + what);
    }
  }
}

package io.snapfleet.fleet.state;

import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.Drill;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.ScheduledRun;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.remote.secret.Secret;
import java.util.Map;

/**
 * The right to act on one fleet, and the only way to write about it. Each write checks, in its own
 * transaction, that no higher fencing number was given out, and throws {@link LeaseLostException}
 * otherwise, leaving everything as it was. Thread-safe.
 */
public interface FleetLease extends AutoCloseable {
  String fleet();

  /** Rises with every lease of this fleet. */
  long fence();

  /**
   * Inserts or updates. {@code record.version()} must be the stored one (0 for a new fleet); the
   * returned record has the next.
   */
  FleetRecord saveFleet(FleetRecord record);

  /** The same, and with it the end of the operation that made the fleet so: both, or nothing. */
  FleetRecord saveFleet(FleetRecord record, Operation ended);

  /**
   * Removes the fleet, which must have no machines. What was done to it stays written down: its
   * operations, their journal, the transitions. Nothing happens when it is not there.
   */
  void removeFleet();

  /**
   * Inserts or updates; a change of state adds a transition with the present time. GONE removes it.
   */
  void saveMachine(FleetMachine machine, String operation);

  void begin(Operation operation);

  /** Sets the status, the end time and the error of an operation. */
  void end(Operation operation);

  /** Writes down a provider call before it is made; returns the entry's sequence number. */
  long intend(String operation, String step, String call, String subject);

  /** Writes down how the call ended. */
  void settle(long sequence, String outcome);

  void saveSnapshotSet(SnapshotSet set);

  void removeSnapshotSet(String id);

  void saveBackup(Backup backup);

  void removeBackup(String id);

  /** Inserts or updates. The lease is that of the drill's throw-away fleet. */
  void saveDrill(Drill drill);

  /** Inserts or updates. The lease is that of the trial's throw-away fleet. */
  void saveImageTrial(ImageTrial trial);

  void saveScheduledRun(ScheduledRun run);

  /** Replaces all credentials of a scope by these, encrypted; an empty map removes the scope. */
  void saveSecrets(String scope, Map<String, Secret> secrets);

  /**
   * Removes the fleet's credentials and those of all of its machines. Those of its backups stay:
   * they outlive the fleet.
   */
  void forgetSecrets();

  /** Gives the lease back. Never fails. */
  @Override
  void close();
}

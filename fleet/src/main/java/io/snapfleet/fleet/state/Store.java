package io.snapfleet.fleet.state;

import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.BakedImage;
import io.snapfleet.fleet.model.Drill;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.model.JournalEntry;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.ScheduledRun;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.Transition;
import io.snapfleet.remote.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What we intend and what we did. Thread-safe; several processes may share one. Reading needs no
 * lease; every write goes through a {@link FleetLease}.
 */
public interface Store extends AutoCloseable {
  Optional<FleetRecord> fleet(String name);

  /** All fleets ever deployed and not forgotten, by name. */
  List<FleetRecord> fleets();

  /** Machines of a fleet that are not gone, by name. */
  List<FleetMachine> machines(String fleet);

  /** All transitions of a fleet's machines, oldest first. */
  List<Transition> transitions(String fleet);

  /** Operations, newest first. */
  List<Operation> operations(String fleet);

  List<Operation> operations();

  /** The newest operation, without reading the others. */
  Optional<Operation> newestOperation(String fleet);

  /** The newest operation of some kinds, without reading the others. */
  Optional<Operation> newestOperation(String fleet, Set<Operation.Kind> kinds);

  /**
   * What was last to change what is wanted of the fleet, where it did not end well, whatever was
   * done since to the fleet as it is, such as a backup.
   */
  default Optional<Operation> cutOffOperation(String fleet) {
    return newestOperation(fleet, Operation.Kind.ofTheFleet())
        .filter(last -> last.wanted() != null && last.status() != Operation.Status.DONE);
  }

  /** The newest operation of a kind that ended like this, without reading the others. */
  Optional<Operation> newestOperation(String fleet, Operation.Kind kind, Operation.Status status);

  /** Operations that have not ended, as far as is written down; newest first. */
  List<Operation> runningOperations(String fleet);

  Optional<Operation> operation(String id);

  /** The journal of an operation in the order of intent. */
  List<JournalEntry> journal(String operation);

  /** All snapshot sets of this store, those of the oldest data first, whatever their state. */
  List<SnapshotSet> snapshotSets();

  /** The same in the order they were made, which may be long after the moment of their data. */
  List<SnapshotSet> snapshotSetsAsMade();

  /** All backups of a fleet, oldest moment first, whatever their state. */
  List<Backup> backups(String fleet);

  /** All drills of all fleets, newest first, whatever came of them. */
  List<Drill> drills();

  /** Where images come from that were baked here, oldest first, whether they still exist or not. */
  List<BakedImage> bakedImages();

  /** All passages of images through the gate, newest first, whatever came of them. */
  List<ImageTrial> imageTrials();

  /** The last run of each scheduled period of a fleet. */
  List<ScheduledRun> scheduledRuns(String fleet);

  /**
   * Credentials of a scope, decrypted; the scopes are in {@link SecretScope}. Empty when there are
   * none.
   */
  Map<String, Secret> secrets(String scope);

  /**
   * Keeps the credentials of an account at a provider, encrypted, in place of those kept before.
   * They belong to no fleet, so no lease is needed.
   */
  void saveProviderSecrets(String provider, Map<String, Secret> secrets);

  /**
   * Keeps where an image comes from, in place of what was kept of it before. It belongs to no
   * fleet, so no lease is needed.
   */
  void saveBakedImage(BakedImage image);

  /** Forgets where an image came from that is gone; done already where nothing is known. */
  void removeBakedImage(String place, String image);

  /**
   * Who may act on the fleet now; nothing when nobody does, or the holder's heartbeat has stopped.
   */
  Optional<LeaseHolder> leaseHolder(String fleet);

  /**
   * Takes the one lease of this fleet, with a fencing number higher than any before. The returned
   * lease renews itself until closed.
   *
   * @throws LeaseHeldException when somebody else has it and their heartbeat is fresh
   */
  FleetLease acquire(String fleet, String owner);

  @Override
  void close();
}

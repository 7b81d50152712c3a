package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.plan.Pace;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.provider.api.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Brings an operation that was cut off, or failed, to its end: what makes a fleet is planned again
 * from what there is, and what took a snapshot set is undone, for its moment has passed.
 * Thread-safe.
 */
final class OperationResumer {
  private final FleetEngine engine;
  private final Surroundings surroundings;
  private final boolean allowStale;

  OperationResumer(FleetEngine engine, Surroundings surroundings, boolean allowStale) {
    this.engine = engine;
    this.surroundings = surroundings;
    this.allowStale = allowStale;
  }

  void resume(Operation operation, Approval approval, ProgressListener listener) {
    refuseEnded(operation);
    switch (operation.kind()) {
      case DEPLOY, SCALE, ROLL, ROLLBACK -> deploy(operation, approval, listener);
      case DESTROY ->
          engine.down(operation.fleet(), !operation.detail().isEmpty(), approval, listener);
      case VERIFY_IMAGE -> new TrialLeftovers(surroundings).remove(operation, listener);
      case DRILL -> new DrillLeftovers(surroundings).remove(engine.drillIn(operation), listener);
      case SNAPSHOT, REMOVE_SNAPSHOT -> removeLeftovers(operation, listener);
      case SAMPLE ->
          throw OperationException.badRequest(
              "writing sample content is not resumed",
              "operation " + operation.id(),
              "write it again");
      case BACKUP, RESTORE, PRUNE ->
          throw OperationException.badRequest(
              "a backup, its restore and its removal are not resumed",
              "operation " + operation.id(),
              "run the command again: 'snapfleet backup %s %s'"
                  .formatted(verb(operation.kind()), operation.fleet()));
    }
  }

  private static String verb(Operation.Kind kind) {
    return kind == Operation.Kind.BACKUP ? "create" : kind.text();
  }

  private static void refuseEnded(Operation operation) {
    if (operation.status() == Operation.Status.DONE
        || operation.status() == Operation.Status.SUPERSEDED) {
      throw OperationException.badRequest(
          "operation %s is %s: there is nothing to resume"
              .formatted(operation.id(), operation.status().text()),
          "operation " + operation.id(),
          "'snapfleet ops list' shows what was cut off or failed");
    }
  }

  private void deploy(Operation operation, Approval approval, ProgressListener listener) {
    FleetSpec wanted = operation.wanted();
    if (wanted == null) {
      throw new IllegalStateException("operation " + operation.id() + " wanted nothing");
    }
    engine.deploy(request(operation, wanted, listener), approval, listener);
  }

  /**
   * A set that is made for an operation may not have come to be, and then nothing else has. One of
   * images that the spec names is made again; what else was rolled onto nobody knows any more.
   */
  private DeployRequest request(Operation operation, FleetSpec wanted, ProgressListener listener) {
    String set = operation.setId();
    boolean lost = set != null && !new SnapshotSets(surroundings.store()).has(set);
    if (lost && operation.kind() == Operation.Kind.ROLL) {
      listener.note(
          "the snapshot set of operation %s is not there: the fleet is left as it was before;"
                  .formatted(operation.id())
              + " give the command again to roll");
      return request(operation, wanted, Operation.Kind.ROLLBACK, null);
    }
    boolean again = lost && !wanted.namedImages().isEmpty();
    return request(operation, wanted, operation.kind(), again ? null : set);
  }

  private DeployRequest request(
      Operation operation, FleetSpec wanted, Operation.Kind kind, @Nullable String set) {
    return new DeployRequest(
        wanted, set, kind, operation.detail(), true, allowStale, pace(operation.kind()));
  }

  /** What was asked for is forgotten; the one that takes the least room always works. */
  private static Pace pace(Operation.Kind kind) {
    return kind == Operation.Kind.ROLL || kind == Operation.Kind.ROLLBACK
        ? Pace.ONE_BY_ONE
        : Pace.AT_ONCE;
  }

  /** Any operation removes incomplete sets first, if it can; this one must. */
  private void removeLeftovers(Operation operation, ProgressListener listener) {
    FleetRecord fleet = engine.fleet(operation.fleet());
    try (FleetLease lease = surroundings.store().acquire(fleet.name(), surroundings.owner());
        Provider provider = surroundings.providers().open(fleet.spec().provider())) {
      Operation undo =
          surroundings
              .operation(fleet.name(), Operation.Kind.REMOVE_SNAPSHOT, operation.detail())
              .with(null, operation.setId());
      RunningOperation running =
          RunningOperation.begin(surroundings, lease, provider, undo, listener);
      running.finish(
          () -> {
            new SnapshotLeftovers(surroundings, lease, provider, running.calls()).remove();
            return fleet;
          });
    }
  }
}

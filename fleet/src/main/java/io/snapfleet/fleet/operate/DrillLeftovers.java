package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.Drill;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.Store;
import java.util.List;
import java.util.Optional;

/** Removes the throw-away fleets of drills. A drill that was cut off has failed. Thread-safe. */
final class DrillLeftovers {
  private final Surroundings surroundings;
  private final Store store;
  private final ThrowAwayFleets fleets;

  DrillLeftovers(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.store = surroundings.store();
    this.fleets = new ThrowAwayFleets(surroundings);
  }

  /** Drills of the fleet that nobody carries out, and of which something is left. */
  List<Drill> of(String fleet) {
    return store.drills().stream()
        .filter(drill -> drill.fleet().equals(fleet))
        .filter(drill -> fleets.isLeft(drill.throwAway(), drill.state() == Drill.State.RUNNING))
        .toList();
  }

  void removeAll(String fleet, ProgressListener listener) {
    of(fleet).forEach(drill -> remove(drill, listener));
  }

  /** Removes what is left of one drill, unless somebody else is at it. */
  void remove(Drill drill, ProgressListener listener) {
    Optional<FleetRecord> record =
        store.fleet(drill.throwAway()).or(() -> store.fleet(drill.fleet()));
    if (record.isPresent()) {
      fleets.remove(
          new ThrowAwayFleets.Made(
              drill.throwAway(), "drill " + drill.throwAway(), record.get().spec().provider()),
          operation(drill),
          listener,
          lease -> writeDown(drill, lease));
    }
  }

  /** The same, within an operation on the throw-away fleet. */
  void remove(Drill drill, RunningOperation within) {
    fleets.remove(drill.throwAway(), within);
    writeDown(drill, within.lease());
  }

  private void writeDown(Drill drill, FleetLease lease) {
    store.drills().stream()
        .filter(one -> one.id().equals(drill.id()) && one.state() == Drill.State.RUNNING)
        .map(one -> one.failed(surroundings.clock().instant(), "its process ended before it did"))
        .forEach(lease::saveDrill);
  }

  private Operation operation(Drill drill) {
    return surroundings.operation(
        drill.throwAway(),
        Operation.Kind.DRILL,
        "remove what is left of a drill of " + drill.fleet());
  }
}

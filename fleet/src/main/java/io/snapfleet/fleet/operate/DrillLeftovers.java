package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.Drill;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.fleet.plan.Planner;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.LeaseHeldException;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Provider;
import java.util.List;
import java.util.Optional;

/**
 * Removes throw-away fleets: all that the provider has of one, then the memory of it, so that it
 * can be cut off anywhere and done again. A drill that was cut off has failed. No time limit holds:
 * what a drill made is to go.
 */
final class DrillLeftovers {
  private final Surroundings surroundings;
  private final Store store;

  DrillLeftovers(Surroundings surroundings) {
    this.surroundings = surroundings.withoutLimit();
    this.store = surroundings.store();
  }

  /** Drills of the fleet that nobody carries out, and of which something is left. */
  List<Drill> of(String fleet) {
    return store.drills().stream()
        .filter(drill -> drill.fleet().equals(fleet))
        .filter(this::isLeft)
        .toList();
  }

  private boolean isLeft(Drill drill) {
    boolean something =
        drill.state() == Drill.State.RUNNING
            || store.fleet(drill.throwAway()).isPresent()
            || store.operations(drill.throwAway()).stream()
                .anyMatch(one -> one.status() == Operation.Status.RUNNING);
    return something && store.leaseHolder(drill.throwAway()).isEmpty();
  }

  void removeAll(String fleet, ProgressListener listener) {
    of(fleet).forEach(drill -> remove(drill, listener));
  }

  /** Removes what is left of one drill, unless somebody else is at it. */
  void remove(Drill drill, ProgressListener listener) {
    Optional<FleetRecord> record =
        store.fleet(drill.throwAway()).or(() -> store.fleet(drill.fleet()));
    if (record.isEmpty()) {
      return;
    }
    listener.note("Removes what is left of drill " + drill.throwAway());
    try (FleetLease lease = store.acquire(drill.throwAway(), surroundings.owner());
        Provider provider = surroundings.providers().open(record.get().spec().provider())) {
      RunningOperation running =
          RunningOperation.begin(surroundings, lease, provider, operation(drill), listener);
      running.finish(
          () -> {
            remove(drill, running);
            return drill;
          });
    } catch (LeaseHeldException atWork) {
      listener.note(
          "Drill " + drill.throwAway() + " is taken care of by " + atWork.holder().owner());
    }
  }

  /** The same, within an operation on the throw-away fleet. */
  void remove(Drill drill, RunningOperation within) {
    RunningOperation running = within.on(surroundings);
    store.fleet(drill.throwAway()).ifPresent(fleet -> takeDown(fleet, running));
    running.lease().removeFleet();
    store.drills().stream()
        .filter(one -> one.id().equals(drill.id()) && one.state() == Drill.State.RUNNING)
        .map(one -> one.failed(surroundings.clock().instant(), "its process ended before it did"))
        .forEach(running.lease()::saveDrill);
  }

  private void takeDown(FleetRecord fleet, RunningOperation running) {
    FleetObserver.Sight sight =
        new FleetObserver(surroundings).look(running.provider(), fleet.name());
    Plan plan = Planner.teardown(fleet.name(), sight.observed());
    new Destroyer(surroundings).carryOut(fleet, plan, sight, false, running);
  }

  private Operation operation(Drill drill) {
    return new Operation(
        surroundings.ids().get(),
        drill.throwAway(),
        Operation.Kind.DRILL,
        "remove what is left of a drill of " + drill.fleet(),
        null,
        null,
        Operation.Status.RUNNING,
        surroundings.clock().instant(),
        null,
        null);
  }
}

package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.plan.Desired;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.fleet.plan.Planner;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.recipe.Recipe;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Takes a fleet down: after it the provider has no machine, volume, network or firewall of it, and
 * its credentials are gone. Snapshot sets stay unless they are to go too. Thread-safe.
 */
final class Destroyer {
  private final Surroundings surroundings;
  private final Store store;

  Destroyer(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.store = surroundings.store();
  }

  void down(FleetRecord fleet, boolean withSets, Approval approval, ProgressListener listener) {
    try (FleetLease lease = store.acquire(fleet.name(), surroundings.owner());
        Provider provider = surroundings.providers().open(fleet.spec().provider())) {
      if (withSets) {
        refuseSetsOfOthers(fleet.name());
      }
      FleetObserver.Sight sight = new FleetObserver(surroundings).look(provider, fleet.name());
      new FleetPlace(store)
          .refuseStrangers(fleet.name(), sight.observed(), "fleet " + fleet.name());
      Plan plan = Planner.teardown(fleet.name(), sight.observed());
      if (!approval.approve(plan)) {
        throw OperationException.declined(fleet.name());
      }
      RunningOperation running =
          RunningOperation.begin(
              surroundings, lease, provider, operation(fleet, withSets), listener);
      running.finish(() -> running.conclude(carryOut(fleet, plan, sight, withSets, running)));
    }
  }

  private Operation operation(FleetRecord fleet, boolean withSets) {
    return surroundings.operation(
        fleet.name(), Operation.Kind.DESTROY, withSets ? "with snapshot sets" : "");
  }

  /** Returns the fleet as it is down then, which is still to be saved. */
  FleetRecord carryOut(
      FleetRecord fleet,
      Plan plan,
      FleetObserver.Sight sight,
      boolean withSets,
      RunningOperation running) {
    FleetRecord changing = running.lease().saveFleet(fleet.in(FleetRecord.State.CHANGING));
    Desired desired = new Desired(fleet.spec(), unread(fleet), null);
    try (FleetContext context = running.context(desired, fleet.publishedPort());
        StepRunner steps = new StepRunner(context, DataTerms.none(surroundings))) {
      context.correct(sight.corrections());
      running.listener().planned(running.id(), plan);
      List<PlanExecutor.Failure> failures =
          new PlanExecutor(surroundings.clock(), surroundings.limit(), running.listener())
              .run(plan, steps::run);
      Failures.throwIfAny(failures);
      if (withSets) {
        sets(fleet.name())
            .forEach(set -> running.lease().saveSnapshotSet(set.in(SnapshotSet.State.DELETING)));
      }
      new SnapshotLeftovers(surroundings, running.lease(), running.provider(), running.calls())
          .remove();
      context.secrets().forgetFleet(running.lease());
    }
    surroundings.logs().forget(store.operations(fleet.name()));
    return down(changing);
  }

  /** No script runs any more, so a fleet goes whatever has become of its recipe's directory. */
  private static Recipe unread(FleetRecord fleet) {
    return new Recipe(
        fleet.spec().application().recipe(), "", "", Map.of(), Map.of(), List.of(), List.of());
  }

  /** Fleets of other names may be built from its sets, and not only to be thrown away. */
  private void refuseSetsOfOthers(String fleet) {
    SetUsers users = new SetUsers(store);
    ThrowAwayFleets thrownAway = new ThrowAwayFleets(surroundings);
    sets(fleet)
        .forEach(
            set -> users.refuse(set, other -> !other.equals(fleet) && !thrownAway.includes(other)));
  }

  private Stream<SnapshotSet> sets(String fleet) {
    return store.snapshotSets().stream().filter(set -> set.fleet().equals(fleet));
  }

  private static FleetRecord down(FleetRecord fleet) {
    return new FleetRecord(
        fleet.name(),
        fleet.spec(),
        FleetRecord.State.DOWN,
        fleet.version(),
        null,
        fleet.publishedPort(),
        Map.of(),
        fleet.createdAt());
  }
}

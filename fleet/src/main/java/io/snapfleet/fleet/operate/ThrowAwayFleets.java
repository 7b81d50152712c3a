package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.fleet.plan.Planner;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.LeaseHeldException;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Provider;
import java.util.function.Consumer;

/**
 * Removes fleets that were made to be thrown away: all that the provider has of one, then the
 * memory of it, so that it can be cut off anywhere and done again. No time limit holds: what was
 * made is to go. Thread-safe.
 */
final class ThrowAwayFleets {
  private static final int LONGEST_NAME = 30;
  private static final int ID_CHARACTERS = 4;

  private final Surroundings surroundings;
  private final Store store;

  ThrowAwayFleets(Surroundings surroundings) {
    this.surroundings = surroundings.withoutLimit();
    this.store = surroundings.store();
  }

  /**
   * What is thrown away.
   *
   * @param name of the fleet
   * @param what for messages, such as {@code drill blog-drill-ab12}
   */
  record Made(String name, String what, ProviderSpec provider) {}

  /**
   * A fleet's name, cut where the whole would be too long for one, the mark of what the throw-away
   * fleet is for, and the first letters of an id.
   */
  static String name(String fleet, String mark, String id) {
    String end = mark + id.substring(0, ID_CHARACTERS);
    String begin = fleet.substring(0, Math.min(fleet.length(), LONGEST_NAME - end.length()));
    return begin.replaceAll("-+$", "") + end;
  }

  /** Whether a fleet was made for a drill or for a trial of images. */
  boolean includes(String name) {
    return store.drills().stream().anyMatch(drill -> drill.throwAway().equals(name))
        || store.imageTrials().stream().anyMatch(trial -> trial.throwAway().equals(name));
  }

  /**
   * Whether something is left of a fleet that nobody works with any more.
   *
   * @param running whether what it is for has not ended, as far as is written down
   */
  boolean isLeft(String name, boolean running) {
    boolean something =
        running || store.fleet(name).isPresent() || !store.runningOperations(name).isEmpty();
    return something && store.leaseHolder(name).isEmpty();
  }

  /**
   * Removes what is left, unless somebody else is at it.
   *
   * @param operation what is written down of the removal
   * @param settle what else there is to write down in the end
   */
  void remove(
      Made made, Operation operation, ProgressListener listener, Consumer<FleetLease> settle) {
    listener.note("Removes what is left of " + made.what());
    try (FleetLease lease = store.acquire(made.name(), surroundings.owner());
        Provider provider = surroundings.providers().open(made.provider())) {
      RunningOperation running =
          RunningOperation.begin(surroundings, lease, provider, operation, listener);
      running.finish(
          () -> {
            remove(made.name(), running);
            settle.accept(lease);
            return made;
          });
    } catch (LeaseHeldException atWork) {
      listener.note("%s is taken care of by %s".formatted(made.what(), atWork.holder().owner()));
    }
  }

  /** The same, within an operation on the throw-away fleet. */
  void remove(String name, RunningOperation within) {
    RunningOperation running = within.on(surroundings);
    store.fleet(name).ifPresent(fleet -> takeDown(fleet, running));
    running.lease().removeFleet();
  }

  private void takeDown(FleetRecord fleet, RunningOperation running) {
    FleetObserver.Sight sight =
        new FleetObserver(surroundings).look(running.provider(), fleet.name());
    Plan plan = Planner.teardown(fleet.name(), sight.observed());
    FleetRecord down = new Destroyer(surroundings).carryOut(fleet, plan, sight, false, running);
    running.lease().saveFleet(down);
  }
}

package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.Drill;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.LeaseLostException;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Provider;
import java.util.Comparator;

/**
 * Proves a fleet's newest good backup: restores it into a throw-away fleet, judges what came of it,
 * writes that down and removes the throw-away fleet, also after a failure. All happens under the
 * lease of the throw-away fleet; of the live one nothing is touched but the memory of it, which is
 * read. Thread-safe.
 */
final class DrillRunner {
  private final Surroundings surroundings;
  private final Store store;

  DrillRunner(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.store = surroundings.store();
  }

  /** Returns a drill that passed; one that did not is written down and thrown. */
  Drill run(FleetRecord live, ProgressListener listener) {
    surroundings.remote().prepare();
    new DrillLeftovers(surroundings).removeAll(live.name(), listener);
    Backup backup = newestGood(live.name());
    Drill drill = begun(live, backup);
    try (FleetLease lease = store.acquire(drill.throwAway(), surroundings.owner());
        Provider provider = surroundings.providers().open(live.spec().provider())) {
      lease.saveDrill(drill);
      RunningOperation running =
          RunningOperation.begin(surroundings, lease, provider, operation(drill), listener);
      return running.finish(() -> rehearse(live, backup, drill, running));
    }
  }

  private Drill rehearse(FleetRecord live, Backup backup, Drill drill, RunningOperation running) {
    DrillLeftovers leftovers = new DrillLeftovers(surroundings);
    try {
      Drill passed = new Rehearsal(surroundings, running).prove(live, backup, drill);
      running.lease().saveDrill(passed);
      leftovers.remove(drill, running);
      return passed;
    } catch (LeaseLostException lost) {
      throw lost;
    } catch (RuntimeException failure) {
      writeDown(drill.id(), failure, running.lease());
      try {
        leftovers.remove(drill, running);
      } catch (RuntimeException left) {
        failure.addSuppressed(left);
      }
      throw failure;
    }
  }

  /** What was proven stays so when what comes after it fails. */
  private void writeDown(String id, RuntimeException failure, FleetLease lease) {
    store.drills().stream()
        .filter(drill -> drill.id().equals(id) && drill.state() == Drill.State.RUNNING)
        .map(
            drill ->
                drill.failed(surroundings.clock().instant(), String.valueOf(failure.getMessage())))
        .forEach(lease::saveDrill);
  }

  private Backup newestGood(String fleet) {
    return store.backups(fleet).stream()
        .filter(Backup::isGood)
        .max(Comparator.comparing(Backup::moment))
        .orElseThrow(
            () ->
                OperationException.badRequest(
                    "fleet " + fleet + " has no good backup to restore",
                    "fleet " + fleet,
                    "make one: 'snapfleet backup create %s'".formatted(fleet)));
  }

  private Drill begun(FleetRecord live, Backup backup) {
    String id = surroundings.ids().get();
    String throwAway = DrillFleet.name(live.name(), id);
    if (store.fleet(throwAway).isPresent()) {
      throw OperationException.badRequest(
          "there is a fleet called " + throwAway + " already",
          "fleet " + throwAway,
          "run the same command again: it takes another name");
    }
    return new Drill(
        id,
        live.name(),
        throwAway,
        backup.id(),
        backup.moment(),
        Drill.State.RUNNING,
        surroundings.clock().instant(),
        null,
        null,
        null,
        null);
  }

  private Operation operation(Drill drill) {
    return surroundings.operation(
        drill.throwAway(),
        Operation.Kind.DRILL,
        "backup %s of %s".formatted(drill.backup(), drill.fleet()));
  }
}

package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Desired;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.LeaseLostException;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.recipe.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes a snapshot set: one image of every tier, and of every data volume, at one moment, while the
 * fleet serves. A set that is cut off or fails is removed again. Thread-safe.
 */
final class SnapshotTaker {
  private final Surroundings surroundings;
  private final Store store;

  SnapshotTaker(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.store = surroundings.store();
  }

  SnapshotSet take(FleetRecord fleet, ProgressListener listener) {
    surroundings.remote().prepare();
    try (FleetLease lease = store.acquire(fleet.name(), surroundings.owner());
        Provider provider = surroundings.providers().open(fleet.spec().provider())) {
      ImageSources sources =
          ImageSources.of(
              fleet,
              new FleetObserver(surroundings).look(provider, fleet.name()).observed(),
              store.snapshotSets());
      sources.requireAll();
      String setId = surroundings.ids().get();
      RunningOperation running =
          RunningOperation.begin(surroundings, lease, provider, operation(fleet, setId), listener);
      return running.finish(() -> take(fleet, setId, sources, running));
    }
  }

  private SnapshotSet take(
      FleetRecord fleet, String setId, ImageSources sources, RunningOperation running) {
    Desired desired =
        new Desired(
            fleet.spec(), surroundings.recipes().find(fleet.spec().application().recipe()), null);
    SnapshotSet taking = begun(desired, setId, sources);
    running.lease().saveSnapshotSet(taking);
    try (FleetContext context = running.context(desired, fleet.publishedPort())) {
      context.secrets().freeze(running.lease(), setId);
      SnapshotSet complete = capture(context, taking, sources);
      running.lease().saveSnapshotSet(complete);
      return complete;
    } catch (LeaseLostException lost) {
      throw lost;
    } catch (RuntimeException failure) {
      // What keeps the set from being removed now is for the next operation, which does it again.
      throw Failures.after(
          failure,
          new SnapshotLeftovers(surroundings, running.lease(), running.provider(), running.calls())
              ::remove);
    }
  }

  private SnapshotSet capture(FleetContext context, SnapshotSet taking, ImageSources from) {
    Map<TierName, FleetMachine> sources = from.machines();
    MachineScripts scripts = new MachineScripts(context);
    MachinePreparer health =
        new MachinePreparer(context, scripts, new LoadBalancing(context, scripts));
    MachineCapture capture = new MachineCapture(context, scripts, taking.id());
    Parallel.each(sources.values(), health::awaitHealthy);
    Map<TierName, List<String>> packages =
        Parallel.map(sources, (tier, machine) -> capture.packages(machine));
    Instant moment = surroundings.clock().instant();
    Map<TierName, TierImage> images =
        quiesced(
            context,
            scripts,
            sources,
            () ->
                Parallel.map(
                    sources,
                    (tier, machine) ->
                        capture.capture(
                            machine, from.size(tier), packages.getOrDefault(tier, List.of()))));
    Map<TierName, TierImage> finished =
        Parallel.map(sources, (tier, machine) -> capture.finish(machine, image(images, tier)));
    return new SnapshotSet(
        taking.id(),
        taking.fleet(),
        SnapshotSet.State.COMPLETE,
        moment,
        taking.spec(),
        taking.recipeVersion(),
        taking.frozen(),
        taking.backup(),
        finished);
  }

  private static TierImage image(Map<TierName, TierImage> images, TierName tier) {
    return Objects.requireNonNull(images.get(tier), () -> "no image of tier " + tier.text());
  }

  /**
   * Does the work while what is on the machines' disks is consistent and does not change. What a
   * machine says against that when it goes on speaks against the work too.
   */
  private static <T> T quiesced(
      FleetContext context,
      MachineScripts scripts,
      Map<TierName, FleetMachine> sources,
      Supplier<T> work) {
    var deadline = context.spec().deadlines().configure();
    List<FleetMachine> quiesced = new ArrayList<>();
    Runnable resume =
        () ->
            Parallel.each(
                quiesced, machine -> scripts.run(machine, Stage.RESUME, Map.of(), deadline));
    T done;
    try {
      for (FleetMachine machine : sources.values()) {
        quiesced.add(machine);
        scripts.run(machine, Stage.QUIESCE, Map.of(), deadline);
      }
      done = work.get();
    } catch (RuntimeException failure) {
      throw Failures.after(failure, resume);
    }
    resume.run();
    return done;
  }

  private SnapshotSet begun(Desired desired, String setId, ImageSources sources) {
    return new SnapshotSet(
        setId,
        desired.spec().fleet(),
        SnapshotSet.State.TAKING,
        surroundings.clock().instant(),
        desired.spec(),
        sources.recipeVersion(desired.recipe()),
        sources.frozen(desired.recipe()),
        newestGoodBackup(desired.spec().fleet()),
        Map.of());
  }

  private @Nullable String newestGoodBackup(String fleet) {
    return store.backups(fleet).stream()
        .filter(Backup::isGood)
        .map(Backup::id)
        .reduce((first, second) -> second)
        .orElse(null);
  }

  private Operation operation(FleetRecord fleet, String setId) {
    return surroundings
        .operation(fleet.name(), Operation.Kind.SNAPSHOT, "set " + setId)
        .with(null, setId);
  }
}

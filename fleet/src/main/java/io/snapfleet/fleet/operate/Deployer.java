package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Desired;
import io.snapfleet.fleet.plan.Observed;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.fleet.plan.Planner;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Provider;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a fleet be as its spec says: plans, asks, and carries the plan out. What is wanted replaces
 * what was wanted before only once it serves. Thread-safe.
 */
final class Deployer {
  private final Surroundings surroundings;
  private final Store store;

  Deployer(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.store = surroundings.store();
  }

  /** The plan of a deployment that is not carried out. */
  Plan plan(DeployRequest request) {
    return plan(request, source(request));
  }

  /** The same from a set that need not be kept. */
  Plan plan(DeployRequest request, @Nullable SnapshotSet source) {
    try (Provider provider = open(request.spec())) {
      String fleet = request.spec().fleet();
      Desired wanted = new NewestData(surroundings).complete(desired(request, source));
      Observed observed = new FleetObserver(surroundings).look(provider, fleet).observed();
      new FleetPlace(store).refuseStrangers(fleet, observed, "fleet");
      Desired desired = holdingFiles(request, wanted, observed);
      List<String> notes = new ArrayList<>();
      judgeSet(request, desired, notes::add);
      Plan plan = planned(desired, observed, request, provider);
      refuseOtherVolumes(request, desired, observed);
      new Preflight(provider, surroundings.retry()).refuse(desired, observed, plan);
      bound(request)
          .objection(desired, plan)
          .ifPresent(objection -> notes.add(objection + ": refused without --allow-stale"));
      return port(desired, observed, plan, provider).note(plan.noting(notes), desired);
    }
  }

  FleetRecord deploy(DeployRequest request, Approval approval, ProgressListener listener) {
    return deploy(request, source(request), lease -> {}, approval, listener);
  }

  /**
   * The same from a set that may still have to be kept. That is done once the plan is approved, as
   * the first thing of the operation: it names the set, so whoever finds it cut off knows why the
   * set is there, or that it never came to be.
   */
  FleetRecord deploy(
      DeployRequest request,
      @Nullable SnapshotSet set,
      Consumer<FleetLease> keeping,
      Approval approval,
      ProgressListener listener) {
    String fleet = request.spec().fleet();
    surroundings.remote().prepare();
    Desired wanted = desired(request, set);
    NewestData newest = new NewestData(surroundings);
    try (FleetLease lease = store.acquire(fleet, surroundings.owner());
        Provider provider = open(request.spec())) {
      refuseDown(request);
      FleetObserver.Sight sight = new FleetObserver(surroundings).look(provider, fleet);
      new FleetPlace(store).refuseStrangers(fleet, sight.observed(), "fleet");
      Desired desired = holdingFiles(request, newest.complete(wanted), sight.observed());
      Plan steps = planned(desired, sight.observed(), request, provider);
      SitePort port = port(desired, sight.observed(), steps, provider);
      Plan plan = port.note(steps, desired);
      judgeSet(request, desired, listener::note);
      refuseOtherVolumes(request, desired, sight.observed());
      bound(request).judge(desired, plan, listener);
      try (RefreshSource source = newest.open(desired, plan)) {
        new Preflight(provider, surroundings.retry())
            .check(
                desired,
                sight.observed(),
                plan,
                port.number(),
                new BackupAccess(surroundings).problems(request.spec()));
        source.require();
        if (!approval.approve(plan)) {
          throw OperationException.declined(fleet);
        }
        RunningOperation running =
            RunningOperation.begin(
                surroundings, lease, provider, operation(request, desired), listener);
        DataTerms terms = new DataTerms(newest.comesWith(desired), bound(request), source);
        return running.finish(
            () -> {
              keeping.accept(lease);
              Optional.ofNullable(desired.source())
                  .ifPresent(new SnapshotSets(store)::requireStillThere);
              inherit(request, desired.source(), running);
              return running.conclude(
                  carryOut(desired, terms, port.number(), plan, sight, running));
            });
      }
    }
  }

  private Provider open(FleetSpec wanted) {
    new FleetPlace(store).refuseOther(wanted);
    return surroundings.providers().open(wanted.provider());
  }

  private static void inherit(
      DeployRequest request, @Nullable SnapshotSet source, RunningOperation running) {
    if (request.keepCredentials() && source != null) {
      running.secrets().inherit(running.lease(), source);
    }
  }

  /** Who changes a fleet as it is does not bring one back that was taken down meanwhile. */
  private void refuseDown(DeployRequest request) {
    String fleet = request.spec().fleet();
    if (request.kind() != Operation.Kind.DEPLOY
        && store
            .fleet(fleet)
            .filter(known -> known.state() == FleetRecord.State.DOWN)
            .isPresent()) {
      throw OperationException.isDown(fleet);
    }
  }

  private Plan planned(
      Desired desired, Observed observed, DeployRequest request, Provider provider) {
    Plan plan = Planner.plan(desired, new LiveData(store).mark(desired, observed), request.pace());
    return surroundings.retry().call(() -> FleetCost.note(plan, desired, observed, provider));
  }

  /**
   * Only who deploys a fleet file asks for what its source directory holds now. Whatever else
   * changes the fleet, the way back of a roll among it, leaves machines the files they have.
   */
  private static Desired holdingFiles(DeployRequest request, Desired desired, Observed observed) {
    return request.kind() == Operation.Kind.DEPLOY
        ? SourceFiles.complete(desired, observed)
        : desired;
  }

  private static void judgeSet(DeployRequest request, Desired desired, Consumer<String> notes) {
    Preflight.refuseSetOfOtherRecipe(desired);
    if (!request.applySettings()) {
      Preflight.judgeFrozenSettings(desired, notes);
    }
  }

  /** What the fleet file says of volumes must not keep anybody from scaling or going back. */
  private static void refuseOtherVolumes(
      DeployRequest request, Desired desired, Observed observed) {
    if (request.kind() == Operation.Kind.DEPLOY) {
      VolumeSizes.refuseOthers(desired, observed);
    }
  }

  private FreshnessBound bound(DeployRequest request) {
    return new FreshnessBound(surroundings, request.allowStale());
  }

  /** Returns the fleet as it serves then, which is still to be saved. */
  FleetRecord carryOut(
      Desired desired,
      DataTerms terms,
      int publishedPort,
      Plan plan,
      FleetObserver.Sight sight,
      RunningOperation running) {
    FleetRecord record = running.lease().saveFleet(changing(desired, publishedPort));
    try (FleetContext context = running.context(desired, record.publishedPort())) {
      context.secrets().ensure(running.lease(), desired.recipe(), desired.source());
      context.correct(sight.corrections());
      running.listener().planned(running.id(), plan);
      try (StepRunner steps = new StepRunner(context, terms)) {
        steps.prepare(plan);
        List<PlanExecutor.Failure> failures =
            new PlanExecutor(surroundings.clock(), surroundings.limit(), running.listener())
                .run(plan, steps::run);
        Failures.throwIfAny(failures);
      }
      return serving(desired, record);
    }
  }

  private Desired desired(DeployRequest request, @Nullable SnapshotSet source) {
    return new Desired(
        request.spec(), surroundings.recipes().find(request.spec().application().recipe()), source);
  }

  /** The set that was asked for, else the one an interrupted operation or the fleet builds from. */
  @Nullable SnapshotSet source(DeployRequest request) {
    String prefix = request.setPrefix();
    if (prefix != null) {
      return new SnapshotSets(store).find(prefix);
    }
    String fleet = request.spec().fleet();
    Optional<FleetRecord> record =
        store.fleet(fleet).filter(known -> known.state() != FleetRecord.State.DOWN);
    if (record.isEmpty()) {
      return null;
    }
    if (request.kind() == Operation.Kind.ROLLBACK) {
      return set(record.get().setId());
    }
    Optional<String> cutOff =
        store.cutOffOperation(fleet).map(Operation::setId).filter(new SnapshotSets(store)::has);
    return set(cutOff.orElse(record.get().setId()));
  }

  private @Nullable SnapshotSet set(@Nullable String setId) {
    return setId == null ? null : new SnapshotSets(store).find(setId);
  }

  private Operation operation(DeployRequest request, Desired desired) {
    SnapshotSet source = desired.source();
    return surroundings
        .operation(request.spec().fleet(), request.kind(), request.detail())
        .with(request.spec(), source == null ? null : source.id());
  }

  /** The fleet while it is being changed: still wanted as before, unless it had no machines. */
  private FleetRecord changing(Desired desired, int publishedPort) {
    SnapshotSet source = desired.source();
    FleetRecord fresh =
        new FleetRecord(
            desired.spec().fleet(),
            desired.spec(),
            FleetRecord.State.CHANGING,
            0,
            source == null ? null : source.id(),
            publishedPort,
            Map.of(),
            surroundings.clock().instant());
    return store
        .fleet(desired.spec().fleet())
        .map(
            known ->
                known.state() == FleetRecord.State.DOWN
                    ? fresh.withVersion(known.version())
                    : known.in(FleetRecord.State.CHANGING).publishedAt(publishedPort))
        .orElse(fresh);
  }

  private FleetRecord serving(Desired desired, FleetRecord record) {
    SnapshotSet source = desired.source();
    Map<TierName, String> lastGood = new EnumMap<>(TierName.class);
    for (FleetMachine machine : store.machines(record.name())) {
      if (machine.state() == MachineState.SERVING) {
        lastGood.put(machine.tier(), machine.image());
      }
    }
    return new FleetRecord(
        record.name(),
        desired.spec(),
        FleetRecord.State.SERVING,
        record.version(),
        source == null ? null : source.id(),
        record.publishedPort(),
        lastGood,
        record.createdAt());
  }

  private SitePort port(Desired desired, Observed observed, Plan plan, Provider provider) {
    return SitePort.choose(surroundings, provider, desired, observed, plan);
  }
}

package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Pace;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.LeaseLostException;
import io.snapfleet.fleet.state.SecretScope;
import io.snapfleet.fleet.state.Store;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the machines of a tier by ones of another snapshot set, batch by batch. Where a new one
 * does not get healthy, none more is replaced and the fleet goes back to what it served from.
 * Thread-safe.
 */
final class FleetRoller {
  private final Surroundings surroundings;
  private final Deployer deployer;
  private final Store store;

  FleetRoller(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.deployer = new Deployer(surroundings);
    this.store = surroundings.store();
  }

  /**
   * What rolling a tier asks for.
   *
   * @param setPrefix the first characters of the set; null for the fleet's newest
   */
  DeployRequest rollRequest(
      FleetRecord fleet, TierName tier, @Nullable String setPrefix, Pace pace) {
    refuseUnlessReplaceable(fleet, tier);
    SnapshotSet set =
        setPrefix == null
            ? newest(fleet).orElseThrow(() -> withoutSet(fleet.name(), "to roll onto"))
            : new SnapshotSets(store).find(setPrefix);
    return request(fleet, tier, Operation.Kind.ROLL, set.id(), pace);
  }

  /**
   * Rolls a tier onto an image, which becomes part of a snapshot set: with it, new machines of the
   * other tiers come from what the fleet is built from, or from its newest set. Where the image has
   * to be tried first, that is asked for before. The set is kept once the plan is approved. A fleet
   * that others have changed while the image was tried is rolled as it is then.
   */
  FleetRecord rollToImage(
      FleetRecord fleet, ImageRoll roll, Approval approval, ProgressListener listener) {
    refuseUnlessReplaceable(fleet, roll.tier());
    SnapshotSet base = base(fleet);
    SnapshotAdopter adopter = new SnapshotAdopter(surroundings);
    SnapshotSet draft = draft(adopter, base, fleet, roll);
    ImageAdmission admission = new ImageAdmission(surroundings);
    EarlyApproval early = new EarlyApproval(approval);
    if (admission.isUntried(fleet, roll.image(), roll.tier())) {
      early.seek(planWithTrial(request(fleet, roll, draft), draft, roll.image()));
    }
    admission.admit(
        fleet, draft, List.of(roll.tier()), store.secrets(SecretScope.ofSet(base.id())), listener);
    FleetRecord now = store.fleet(fleet.name()).orElse(fleet);
    if (now.version() != fleet.version()) {
      listener.note("fleet %s was changed meanwhile: planning anew".formatted(fleet.name()));
      return rollToImage(now, roll, approval, listener);
    }
    return roll(
        request(fleet, roll, draft),
        draft,
        lease -> adopter.keep(lease, draft, base),
        early,
        listener);
  }

  /** What that would do. Nothing is changed or tried. */
  Plan planToImage(FleetRecord fleet, ImageRoll roll) {
    refuseUnlessReplaceable(fleet, roll.tier());
    SnapshotSet draft = draft(new SnapshotAdopter(surroundings), base(fleet), fleet, roll);
    ImageAdmission admission = new ImageAdmission(surroundings);
    admission.refuseFailed(fleet, roll.image(), roll.tier());
    DeployRequest request = request(fleet, roll, draft);
    return admission.isUntried(fleet, roll.image(), roll.tier())
        ? planWithTrial(request, draft, roll.image())
        : deployer.plan(request, draft);
  }

  private static SnapshotSet draft(
      SnapshotAdopter adopter, SnapshotSet base, FleetRecord fleet, ImageRoll roll) {
    return adopter.draftOnto(base, fleet, Map.of(roll.tier(), roll.image()));
  }

  private Plan planWithTrial(DeployRequest request, SnapshotSet draft, String image) {
    return deployer
        .plan(request, draft)
        .noting("image " + image + " is tried in a throw-away fleet first");
  }

  private static DeployRequest request(FleetRecord fleet, ImageRoll roll, SnapshotSet set) {
    DeployRequest request = request(fleet, roll.tier(), Operation.Kind.ROLL, set.id(), roll.pace());
    return roll.allowStale() ? request.allowingStaleData() : request;
  }

  /** What new machines of the tiers come from that are not rolled. */
  private SnapshotSet base(FleetRecord fleet) {
    return knownBase(fleet)
        .orElseThrow(() -> withoutSet(fleet.name(), "from which the other tiers' images come"));
  }

  Optional<SnapshotSet> knownBase(FleetRecord fleet) {
    String setId = fleet.setId();
    return setId == null ? newest(fleet) : Optional.of(new SnapshotSets(store).find(setId));
  }

  /** What undoing a roll asks for, whether it came to its end or not. */
  DeployRequest rollbackRequest(FleetRecord fleet, TierName tier, Pace pace) {
    refuseUnlessReplaceable(fleet, tier);
    boolean unfinished = fleet.state() == FleetRecord.State.CHANGING;
    String setId = unfinished ? servedFrom(fleet) : before(fleet).id();
    return request(fleet, tier, Operation.Kind.ROLLBACK, setId, pace);
  }

  /** A way back that did not come to its end is gone on with, and not itself undone. */
  private @Nullable String servedFrom(FleetRecord fleet) {
    return store
        .cutOffOperation(fleet.name())
        .filter(last -> last.kind() == Operation.Kind.ROLLBACK)
        .map(Operation::setId)
        .filter(new SnapshotSets(store)::has)
        .orElse(fleet.setId());
  }

  private static DeployRequest request(
      FleetRecord fleet, TierName tier, Operation.Kind kind, @Nullable String setId, Pace pace) {
    String onto = setId == null ? "" : " to snapshot " + setId;
    return new DeployRequest(fleet.spec(), setId, kind, tier.text() + onto, true, false, pace);
  }

  private static void refuseUnlessReplaceable(FleetRecord fleet, TierName tier) {
    if (tier != TierName.WEB) {
      throw OperationException.badRequest(
          "tier %s is not rolled: its machine holds the fleet's %s"
              .formatted(tier.text(), tier == TierName.DATABASE ? "data" : "address"),
          "tier " + tier.text(),
          "roll web");
    }
    if (!fleet.spec().isBalanced()) {
      throw OperationException.badRequest(
          "the one web machine of fleet %s holds its address".formatted(fleet.name()),
          "tier web",
          "add a proxy to the fleet file and run 'snapfleet up'");
    }
  }

  /** The one that was made last. */
  private Optional<SnapshotSet> newest(FleetRecord fleet) {
    Predicate<SnapshotSet> leftBehind = leftBehind(fleet);
    return store.snapshotSetsAsMade().reversed().stream()
        .filter(set -> set.fleet().equals(fleet.name()))
        .filter(set -> set.state() == SnapshotSet.State.COMPLETE)
        .filter(leftBehind.negate())
        .findFirst();
  }

  /**
   * Sets of images made outside that the fleet was to be built from, and never came to serve from.
   * One that it has yet to arrive at is none.
   */
  private Predicate<SnapshotSet> leftBehind(FleetRecord fleet) {
    if (fleet.state() == FleetRecord.State.CHANGING) {
      return set -> false;
    }
    List<Operation> operations = store.operations(fleet.name());
    Set<String> asked = sets(operations.stream());
    Set<String> reached =
        sets(operations.stream().filter(one -> one.status() == Operation.Status.DONE));
    return set ->
        asked.contains(set.id())
            && !reached.contains(set.id())
            && set.tiers().values().stream().allMatch(image -> image.sourceMachine().isEmpty());
  }

  private static Set<String> sets(Stream<Operation> operations) {
    return operations.map(Operation::setId).filter(Objects::nonNull).collect(Collectors.toSet());
  }

  private static OperationException withoutSet(String fleet, String need) {
    return OperationException.badRequest(
        "fleet %s has no snapshot set %s".formatted(fleet, need),
        "fleet " + fleet,
        "take one: 'snapfleet snapshot create %s'".formatted(fleet));
  }

  private SnapshotSet before(FleetRecord fleet) {
    return new LastGood(store)
        .before(fleet)
        .orElseThrow(
            () ->
                OperationException.badRequest(
                    "fleet %s has served from no other snapshot set to go back to"
                        .formatted(fleet.name()),
                    "fleet " + fleet.name(),
                    "name the set to build from: 'snapfleet roll %s web --set PREFIX'"
                        .formatted(fleet.name())));
  }

  FleetRecord roll(DeployRequest request, Approval approval, ProgressListener listener) {
    return roll(request, deployer.source(request), lease -> {}, approval, listener);
  }

  private FleetRecord roll(
      DeployRequest request,
      @Nullable SnapshotSet set,
      Consumer<FleetLease> keeping,
      Approval approval,
      ProgressListener listener) {
    String fleet = request.spec().fleet();
    Optional<String> earlier = store.newestOperation(fleet).map(Operation::id);
    try {
      return deployer.deploy(request, set, keeping, approval, listener);
    } catch (LeaseLostException lost) {
      throw lost;
    } catch (RuntimeException failure) {
      boolean begun = !store.newestOperation(fleet).map(Operation::id).equals(earlier);
      if (begun && !TimeLimit.isReached(failure) && newMachineFailed(request)) {
        throw goBack(request, failure, listener);
      }
      throw failure;
    }
  }

  /** Whatever else fails does not speak against the new machines, and the roll can go on later. */
  private boolean newMachineFailed(DeployRequest request) {
    return store.machines(request.spec().fleet()).stream()
        .filter(machine -> Objects.equals(machine.setId(), request.setPrefix()))
        .anyMatch(machine -> machine.state() == MachineState.FAILED);
  }

  /** What is wanted was not overwritten yet, so it is what there was before. */
  private RuntimeException goBack(
      DeployRequest request, RuntimeException failure, ProgressListener listener) {
    FleetRecord before = store.fleet(request.spec().fleet()).orElseThrow();
    String roll = store.newestOperation(before.name()).orElseThrow().id();
    DeployRequest back =
        request(before, TierName.WEB, Operation.Kind.ROLLBACK, before.setId(), request.pace());
    listener.note("the roll stopped: " + failure.getMessage() + "; going back");
    try {
      deployer.deploy(
          request.allowStale() ? back.allowingStaleData() : back, Approval.GIVEN, listener);
    } catch (LeaseLostException lost) {
      throw lost;
    } catch (RuntimeException stuck) {
      failure.addSuppressed(stuck);
      listener.note(
          "the way back failed too: %s; 'snapfleet rollback %s web' tries it again"
              .formatted(stuck.getMessage(), before.name()));
      return failure;
    }
    listener.note("fleet %s serves as it did before the roll".formatted(before.name()));
    String journal = "'snapfleet ops show %s' lists what the roll did".formatted(roll);
    return failure instanceof OperationException told ? told.withoutMachine(journal) : failure;
  }
}

package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.Drill;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.JournalEntry;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.Transition;
import io.snapfleet.fleet.plan.FrozenDifference;
import io.snapfleet.fleet.plan.Pace;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.fleet.state.SecretScope;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.remote.RemoteSession;
import io.snapfleet.remote.RemoteTarget;
import io.snapfleet.remote.secret.Secret;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be done with fleets. This is the module's front door; each method hands over
 * to the class of its verb. Thread-safe; several engines, also in several processes, may share a
 * store.
 */
public final class FleetEngine {
  private static final IdPrefix OPERATION =
      new IdPrefix("an", "operation", "the operation's id", "'snapfleet ops list' lists them");

  private final Surroundings surroundings;
  private final Store store;

  public FleetEngine(Surroundings surroundings) {
    this.surroundings = surroundings.knowing(BareMachine::beside);
    this.store = surroundings.store();
  }

  /** The same, but whatever is asked of it must have ended when this time has passed from now. */
  public FleetEngine within(Duration time) {
    return new FleetEngine(surroundings.within(time));
  }

  /** What {@link #deploy} would do. Changes nothing. */
  public Plan plan(DeployRequest request) {
    return new NamedImages(surroundings).plan(request);
  }

  /**
   * Makes the fleet be as the request says; also takes up what was cut off or failed before. An
   * image that the spec names and nobody has tried is tried once the plan is approved; one that
   * failed is refused, at {@code tiers.TIER.image}.
   */
  public FleetRecord deploy(DeployRequest request, Approval approval, ProgressListener listener) {
    if (request.kind() == Operation.Kind.ROLL) {
      return new FleetRoller(surroundings).roll(request, approval, listener);
    }
    return new NamedImages(surroundings).deploy(request, approval, listener);
  }

  /**
   * What replacing the machines of a tier by ones of a snapshot set asks for. Where a new machine
   * fails, the fleet goes back to what it served from.
   *
   * @param setPrefix the first characters of the set; null for the fleet's newest
   */
  public DeployRequest rollRequest(
      String fleet, TierName tier, @Nullable String setPrefix, Pace pace) {
    return new FleetRoller(surroundings).rollRequest(runningFleet(fleet), tier, setPrefix, pace);
  }

  /**
   * Replaces the machines of a tier by ones of an image of the provider's, of which a snapshot set
   * is made. One that nobody has tried is tried once the plan is approved; one that failed is
   * refused.
   */
  public FleetRecord rollToImage(
      String fleet, ImageRoll roll, Approval approval, ProgressListener listener) {
    return new FleetRoller(surroundings).rollToImage(runningFleet(fleet), roll, approval, listener);
  }

  /** What a roll to an image would do. Changes nothing. */
  public Plan planRollToImage(String fleet, ImageRoll roll) {
    return new FleetRoller(surroundings).planToImage(runningFleet(fleet), roll);
  }

  /** What going back from a roll asks for, be it finished or stuck. */
  public DeployRequest rollbackRequest(String fleet, TierName tier, Pace pace) {
    return new FleetRoller(surroundings).rollbackRequest(runningFleet(fleet), tier, pace);
  }

  /** What changing the numbers of machines of some tiers asks for. */
  public DeployRequest scaleRequest(String fleet, Map<TierName, Integer> machines) {
    return FleetScaler.request(runningFleet(fleet), machines);
  }

  /** Takes down all of the fleet, and its snapshot sets where asked to. */
  public void down(String fleet, boolean withSets, Approval approval, ProgressListener listener) {
    new Destroyer(surroundings).down(fleet(fleet), withSets, approval, listener);
    DrillLeftovers drills = new DrillLeftovers(surroundings);
    drills.removeAll(fleet, listener);
    drillIn(fleet).ifPresent(drill -> drills.remove(drill, listener));
    new TrialLeftovers(surroundings).removeOf(fleet, listener);
  }

  /**
   * Proves the newest good backup of a fleet in a throw-away fleet beside it, which is gone when
   * this returns or throws. A drill that does not pass is thrown.
   */
  public Drill drill(String fleet, ProgressListener listener) {
    return new DrillRunner(surroundings).run(fleet(fleet), listener);
  }

  /** All drills of a fleet, newest first. */
  public List<Drill> drills(String fleet) {
    return store.drills().stream().filter(drill -> drill.fleet().equals(fleet)).toList();
  }

  /** The ids of a fleet's backups that a drill has restored. */
  public Set<String> provenBackups(String fleet) {
    return drills(fleet).stream()
        .filter(drill -> drill.state() == Drill.State.PASSED)
        .map(Drill::backup)
        .collect(Collectors.toSet());
  }

  /** The drill that this fleet was made for; nothing when it is one of the user's own. */
  public Optional<Drill> drillIn(String fleet) {
    return store.drills().stream().filter(drill -> drill.throwAway().equals(fleet)).findFirst();
  }

  /** Whether a fleet was made for a drill or for a trial of images, to be removed again. */
  public boolean isThrowAway(String fleet) {
    return new ThrowAwayFleets(surroundings).includes(fleet);
  }

  /** The drill that this operation is, or is to clear away after. */
  Drill drillIn(Operation operation) {
    return drillIn(operation.fleet())
        .orElseThrow(
            () -> new IllegalStateException("no drill was written down for " + operation.id()));
  }

  public FleetStatus status(String fleet) {
    return new StatusReader(surroundings).read(fleet(fleet));
  }

  public List<FleetRecord> fleets() {
    return store.fleets();
  }

  /** The fleet of this name, also when it is down. */
  public FleetRecord fleet(String name) {
    return store
        .fleet(name)
        .orElseThrow(
            () ->
                OperationException.badRequest(
                    "there is no fleet called '" + name + "'",
                    "the fleet's name",
                    store.fleets().isEmpty()
                        ? "deploy one: 'snapfleet up -f fleet.yaml'"
                        : "name one of: "
                            + store.fleets().stream()
                                .map(FleetRecord::name)
                                .collect(Collectors.joining(", "))));
  }

  FleetRecord runningFleet(String name) {
    FleetRecord fleet = fleet(name);
    if (fleet.state() == FleetRecord.State.DOWN) {
      throw OperationException.isDown(name);
    }
    return fleet;
  }

  /** Takes a snapshot set of a fleet that serves. */
  public SnapshotSet takeSnapshot(String fleet, ProgressListener listener) {
    return new SnapshotTaker(surroundings).take(runningFleet(fleet), listener);
  }

  /**
   * What would be fixed in images of the fleet as it is, and is wanted otherwise: the fleet's
   * machines, and the recipe their images were installed by where they come from a set, against a
   * fleet file and today's recipe.
   */
  public List<FrozenDifference> checkSnapshot(FleetSpec wanted) {
    return new SnapshotCheck(surroundings).differences(runningFleet(wanted.fleet()), wanted);
  }

  public List<SnapshotSet> snapshotSets() {
    return store.snapshotSets().stream()
        .filter(set -> set.state() == SnapshotSet.State.COMPLETE)
        .toList();
  }

  /**
   * What the provider of a fleet, or the providers of all fleets, have to build machines from,
   * whoever made it.
   */
  public List<ProviderImage> providerImages(@Nullable String fleet) {
    List<FleetRecord> fleets = fleet == null ? store.fleets() : List.of(fleet(fleet));
    return new ProviderCatalog(surroundings)
        .list(fleets.stream().map(one -> one.spec().provider()).toList());
  }

  /**
   * Makes a snapshot set of images made elsewhere: one of each tier, with the snapshots of the
   * volumes that its recipe wants. Images that nobody has tried are tried first; one that failed is
   * refused.
   */
  public SnapshotSet adoptSnapshot(
      String fleet,
      Map<TierName, String> images,
      Map<TierName, List<String>> volumes,
      ProgressListener listener) {
    FleetRecord record = runningFleet(fleet);
    SnapshotAdopter adopter = new SnapshotAdopter(surroundings);
    SnapshotSet draft = adopter.draft(record, images, volumes);
    new ImageAdmission(surroundings)
        .admit(record, draft, draft.tiers().keySet(), credentials(fleet), listener);
    return adopter.keep(draft);
  }

  /** Everything that can be done with images. */
  public Images images() {
    return new Images(this, surroundings);
  }

  /** The one set whose id begins with these, at least four, characters. */
  public SnapshotSet snapshotSet(String prefix) {
    return new SnapshotSets(store).find(prefix);
  }

  /** The same, or one whose removal was cut off. */
  public SnapshotSet snapshotSetToRemove(String prefix) {
    return new SnapshotSets(store).findToRemove(prefix);
  }

  /** The application's credentials that are kept with a set, by name. */
  public Map<String, Secret> credentials(SnapshotSet set) {
    return store.secrets(SecretScope.ofSet(set.id()));
  }

  /** What is in the set's images that must not be; empty when they are clean. */
  public List<ImageFinding> verifySnapshot(String prefix) {
    return new SnapshotVerifier(surroundings).verify(snapshotSet(prefix));
  }

  /** Makes a set's images usable in another region of their provider, beside where they are. */
  public SnapshotSet transferSnapshot(String prefix, String region, ProgressListener listener) {
    SnapshotSet set = snapshotSet(prefix);
    new SnapshotTransfer(surroundings).transfer(set, region, listener);
    return set;
  }

  /** Removes a set; refused while a fleet is built from it or would roll back to it. */
  public void removeSnapshot(String prefix, ProgressListener listener) {
    new SnapshotRemover(surroundings).remove(snapshotSetToRemove(prefix), listener);
  }

  /** The machine of this name; or, for a tier's name, the tier's first machine. */
  public FleetMachine machine(String fleet, String nameOrTier) {
    List<FleetMachine> machines = store.machines(runningFleet(fleet).name());
    return machines.stream()
        .filter(
            machine ->
                machine.name().equals(nameOrTier)
                    || machine.name().equals(fleet + "-" + nameOrTier)
                    || machine.tier().text().equals(nameOrTier))
        .min(Comparator.comparing(FleetMachine::name))
        .orElseThrow(
            () ->
                OperationException.badRequest(
                    "fleet %s has no machine '%s'".formatted(fleet, nameOrTier),
                    "the machine's name",
                    "name one of: "
                        + machines.stream()
                            .map(FleetMachine::name)
                            .collect(Collectors.joining(", "))));
  }

  /** Machines of a fleet that are not gone, by name. */
  public List<FleetMachine> machines(String fleet) {
    return store.machines(runningFleet(fleet).name());
  }

  /** Logs in to a machine. Whoever opens the session closes it. */
  public RemoteSession connect(FleetMachine machine) {
    return surroundings.remote().connect(target(machine));
  }

  /** How to reach a machine over SSH. */
  public RemoteTarget target(FleetMachine machine) {
    Secret key = secrets().loginKey(machine.fleet());
    return Sessions.target(machine, key, fleet(machine.fleet()).spec().deadlines().boot());
  }

  /** Keeps a credential of the account at a provider, encrypted, for all fleets of this home. */
  public void keepProviderSecret(String provider, String name, Secret value) {
    Map<String, Secret> secrets = new HashMap<>(store.secrets(SecretScope.ofProvider(provider)));
    secrets.put(name, value);
    store.saveProviderSecrets(provider, secrets);
  }

  /** The credentials of the account at a provider that this home keeps, by name. */
  public Map<String, Secret> providerSecrets(String provider) {
    return store.secrets(SecretScope.ofProvider(provider));
  }

  /** The application's credentials, by name. */
  public Map<String, Secret> credentials(String fleet) {
    return secrets().application(runningFleet(fleet).name());
  }

  private FleetSecrets secrets() {
    return new FleetSecrets(store, surroundings.secretMaker(), surroundings.sshKeys());
  }

  /** Writes one piece of content into the application, where its recipe knows how. */
  public void writeSample(String fleet, String title, String text) {
    new SampleContent(surroundings).write(runningFleet(fleet), title, text);
  }

  /** Everything that can be done with backups. */
  public Backups backups() {
    return new Backups(this, surroundings);
  }

  /** How long the fleet took to build, where its newest operation built all of it. */
  public Optional<BuildTime> buildTime(String fleet) {
    return BuildTime.ofNewest(fleet, store);
  }

  public List<Transition> transitions(String fleet) {
    return store.transitions(fleet(fleet).name());
  }

  /** The newest operation of a fleet. */
  public Optional<Operation> newestOperation(String fleet) {
    return store.newestOperation(fleet);
  }

  /** Operations of all fleets, newest first. */
  public List<Operation> operations() {
    return store.operations();
  }

  /** The one operation whose id begins with these, at least four, characters. */
  public Operation operation(String idPrefix) {
    return OPERATION.find(idPrefix, store.operations(), Operation::id);
  }

  /** Whether the operation began and nobody carries it out any more. */
  public boolean cutOff(Operation operation) {
    return operation.status() == Operation.Status.RUNNING
        && store.leaseHolder(operation.fleet()).isEmpty();
  }

  public List<JournalEntry> journal(Operation operation) {
    return store.journal(operation.id());
  }

  /** Brings an operation that was cut off or failed to its end, or undoes it. */
  public void resume(Operation operation, Approval approval, ProgressListener listener) {
    resume(operation, false, approval, listener);
  }

  /**
   * The same.
   *
   * @param allowStale whether machines may join with data older than the fleet's freshness
   */
  public void resume(
      Operation operation, boolean allowStale, Approval approval, ProgressListener listener) {
    new OperationResumer(this, surroundings, allowStale).resume(operation, approval, listener);
  }
}

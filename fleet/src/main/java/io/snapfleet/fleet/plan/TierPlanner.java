package io.snapfleet.fleet.plan;

import io.snapfleet.fleet.model.BuildMethod;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.model.SnapshotSet.VolumeCopy;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.fleet.plan.Action.ArchiveMachine;
import io.snapfleet.fleet.plan.Action.CreateVolume;
import io.snapfleet.fleet.plan.Action.InstallMachine;
import io.snapfleet.fleet.plan.Action.LaunchMachine;
import io.snapfleet.fleet.plan.Action.Mount;
import io.snapfleet.fleet.plan.Action.PersonaliseMachine;
import io.snapfleet.fleet.plan.Action.UnpackArchive;
import io.snapfleet.fleet.plan.TierMachines.Existing;
import io.snapfleet.recipe.TierRecipe;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans the machines of all tiers into a draft. Used once. */
final class TierPlanner {
  private final Desired desired;
  private final Map<TierName, TierMachines> existing;
  private final ChangedWishes changed;
  private final Set<String> volumes;
  private final Set<String> ground;
  private final PlanDraft draft;
  private final DataPlanner data;
  private final Exchange exchange;

  private final SiteFront front;

  /** The steps after which machines that are made now get visitors' requests. */
  private final List<String> traffic = new ArrayList<>();

  /** The last step of making each tier's new machines ready, for the tiers that need them. */
  private final Map<TierName, List<String>> ready = new EnumMap<>(TierName.class);

  private final Map<String, String> readyByMachine = new java.util.LinkedHashMap<>();

  /** The step after which further web machines can be made of an archive; null without one. */
  private @Nullable String archived;

  TierPlanner(
      Desired desired,
      Observed observed,
      Pace pace,
      Map<TierName, TierMachines> existing,
      ChangedWishes changed,
      Set<String> ground,
      SiteFront front,
      PlanDraft draft) {
    this.desired = desired;
    this.existing = existing;
    this.changed = changed;
    this.volumes = observed.completeVolumes();
    this.ground = ground;
    this.draft = draft;
    this.data = new DataPlanner(desired, observed, draft);
    this.front = front;
    this.exchange =
        new Exchange(
            pace,
            isReplaceable(TierName.WEB) ? at(TierName.WEB).outdated() : List.of(),
            room(TierName.WEB));
  }

  /**
   * @param balancer the step after which web machines can join the provider's load balancer; none
   *     where they can, or where it has none
   */
  void planAll(Optional<String> balancer) {
    for (TierName tier : TierName.values()) {
      ready.put(tier, new ArrayList<>());
    }
    TrafficPlanner trafficPlanner =
        new TrafficPlanner(desired, existing, exchange, data, balancer, draft);
    trafficPlanner.removeBroken();
    Map<TierName, List<Newcomer>> newcomers = new EnumMap<>(TierName.class);
    for (TierName tier : TierName.values()) {
      newcomers.put(tier, launchMissing(tier));
    }
    List<String> newWeb = new ArrayList<>();
    newcomers.forEach(
        (tier, machines) -> {
          machines.forEach(machine -> prepare(tier, machine));
          if (tier == TierName.WEB) {
            machines.forEach(machine -> newWeb.add(machine.name()));
            newWeb.addAll(tellOfTheNew(machines));
          }
        });
    traffic.addAll(ready.getOrDefault(TierName.PROXY, List.of()));
    balancer.ifPresent(traffic::add);
    traffic.addAll(trafficPlanner.plan(newWeb, ready, readyByMachine));
  }

  List<String> traffic() {
    return traffic;
  }

  /**
   * A machine that does not serve yet.
   *
   * @param install whether it lacks its tier's software
   * @param launched the step that creates it; null for one that an earlier run left half-made
   */
  private record Newcomer(String name, boolean install, String reason, @Nullable String launched) {}

  /**
   * Goes on with what is half-made and launches what is missing. A machine that has no address yet
   * is launched again under its name, which waits for that one.
   */
  private List<Newcomer> launchMissing(TierName tier) {
    TierSpec spec = Planner.tierSpec(desired, tier);
    TierMachines machines = at(tier);
    List<Newcomer> newcomers = new ArrayList<>();
    int room = room(tier);
    for (Existing unfinished : last(room, machines.unfinished())) {
      newcomers.add(
          unfinished.machine().address() == null
              ? launch(tier, spec, unfinished.name(), newcomers.size())
              : new Newcomer(
                  unfinished.name(),
                  !installed(unfinished),
                  "an earlier run left it half-made",
                  null));
    }
    FleetNames.Unused unused =
        new FleetNames.Unused(desired.spec().fleet(), tier, taken(tier, machines));
    for (int number = newcomers.size(); number < room; number++) {
      newcomers.add(launch(tier, spec, unused.next(), number));
    }
    return newcomers;
  }

  /** How many machines are missing that are as wanted and serve. */
  private int room(TierName tier) {
    int wanted = Planner.tierSpec(desired, tier).machines();
    return wanted - at(tier).serving().size() - keptOutdated(tier);
  }

  /** Those that are left when {@link TrafficPlanner} has taken its share from the front. */
  private static List<Existing> last(int number, List<Existing> machines) {
    int size = machines.size();
    return machines.subList(size - Math.clamp(number, 0, size), size);
  }

  /**
   * Machines that serve and stay are configured anew where they would be told something else. What
   * only the fleet file has made new may be wrong: the first that does not get healthy with it
   * stops the others.
   */
  private List<String> tellOfTheNew(List<Newcomer> newWeb) {
    Optional<String> reason = whatIsNew();
    if (reason.isEmpty()) {
      return List.of();
    }
    long unfinished = newWeb.stream().filter(machine -> machine.launched() == null).count();
    int stay = Planner.tierSpec(desired, TierName.WEB).machines() - (int) unfinished;
    List<Existing> staying = new ArrayList<>(last(stay, at(TierName.WEB).serving()));
    if (!isReplaceable(TierName.WEB)) {
      staying.addAll(at(TierName.WEB).outdated());
    }
    List<String> names = staying.stream().map(Existing::name).toList();
    boolean oneByOne = reason.equals(changed.configuration());
    List<String> after = List.of();
    for (String name : names) {
      prepare(TierName.WEB, name, false, reason.get(), after);
      after = oneByOne ? List.of(String.valueOf(readyByMachine.get(name))) : after;
    }
    return names;
  }

  /**
   * A database that is made anew may have another address; without it, or the site's, machines were
   * of no use to anybody.
   */
  private Optional<String> whatIsNew() {
    if (!ready.getOrDefault(TierName.DATABASE, List.of()).isEmpty()) {
      return Optional.of("the database is made anew");
    }
    return front.neededBy(TierName.WEB).isEmpty()
        ? changed.configuration()
        : Optional.of("the site's address is new");
  }

  private boolean isReplaceable(TierName tier) {
    return Planner.isReplaceable(tier, desired);
  }

  /**
   * A broken machine that is not replaceable is made again under its own name, after it is deleted,
   * for its volume and its published port belong to that name.
   */
  private Set<String> taken(TierName tier, TierMachines machines) {
    Set<String> names = machines.names();
    if (!isReplaceable(tier)) {
      machines.broken().forEach(broken -> names.remove(broken.name()));
    }
    return names;
  }

  private static boolean installed(Existing unfinished) {
    return unfinished.remembered() != null && unfinished.remembered().setId() != null;
  }

  /**
   * Outdated machines of tiers that are never replaced by themselves, as they hold data or the
   * port.
   */
  private int keptOutdated(TierName tier) {
    return isReplaceable(tier) ? 0 : at(tier).outdated().size();
  }

  private Newcomer launch(TierName tier, TierSpec spec, String name, int number) {
    TierImage image = desired.image(tier);
    data.launches(name);
    List<String> needs = new ArrayList<>(ground);
    if (at(tier).broken().stream().anyMatch(broken -> broken.name().equals(name))) {
      needs.add("delete:" + name);
    }
    if (tier == TierName.WEB) {
      exchange.makesRoomFor(number).ifPresent(old -> needs.add(TrafficPlanner.deletion(old)));
    }
    List<Mount> mounts = planVolumes(tier, spec, name, image, needs);
    String reason = whyLaunched(tier, spec, number);
    String launched =
        draft.add(
            "launch",
            new LaunchMachine(
                name,
                tier,
                spec.size(),
                image == null ? null : image.image(),
                image == null ? null : setId(),
                mounts,
                front.isAt(tier)),
            reason,
            needs);
    if (front.is(tier)) {
      front.madeBy(launched);
    }
    return new Newcomer(name, image == null, reason, launched);
  }

  private void prepare(TierName tier, Newcomer machine) {
    String launched = machine.launched();
    prepare(
        tier,
        machine.name(),
        machine.install(),
        machine.reason(),
        launched == null ? ground : List.of(launched));
  }

  private String whyLaunched(TierName tier, TierSpec spec, int number) {
    Optional<Existing> replaced =
        tier == TierName.WEB ? exchange.replacedBy(number) : Optional.empty();
    String why =
        replaced
            .map(old -> "it replaces " + old.name())
            .orElseGet(
                () ->
                    "%d of %d %s machines serve"
                        .formatted(at(tier).serving().size(), spec.machines(), tier.text()));
    TierImage image = desired.image(tier);
    return spec.image() == null || image == null ? why : why + ", of image " + image.image();
  }

  private List<Mount> planVolumes(
      TierName tier, TierSpec spec, String machine, @Nullable TierImage image, List<String> needs) {
    List<Mount> mounts = new ArrayList<>();
    for (String directory : recipe(tier).map(TierRecipe::dataDirectories).orElse(List.of())) {
      String name = FleetNames.volume(machine, mounts.size() + 1);
      mounts.add(new Mount(name, directory));
      if (volumes.contains(name)) {
        draft.note("volume " + name + " exists and is used with the data on it");
      } else {
        String from = image == null ? null : copyOf(image, directory);
        needs.add(
            draft.add(
                "volume",
                new CreateVolume(name, tier, spec.volumeBytes(), from),
                from == null ? "it keeps " + directory : "it keeps " + directory + " of the set",
                List.of()));
      }
    }
    return mounts;
  }

  private static @Nullable String copyOf(TierImage image, String directory) {
    return image.volumes().stream()
        .filter(copy -> copy.directory().equals(directory))
        .map(VolumeCopy::snapshot)
        .findFirst()
        .orElse(null);
  }

  private void prepare(
      TierName tier, String name, boolean install, String reason, Collection<String> after) {
    List<String> needs = new ArrayList<>(after);
    if (install) {
      needs = new ArrayList<>(List.of(software(tier, name, needs)));
    }
    needs = new ArrayList<>(data.refreshFiles(tier, name, needs).map(List::of).orElse(needs));
    if (tier == TierName.WEB) {
      needs.addAll(ready.getOrDefault(TierName.DATABASE, List.of()));
    }
    needs.addAll(front.neededBy(tier));
    PersonaliseMachine personalise = new PersonaliseMachine(name, tier, data.loads(tier, name));
    String personalised = draft.add("personalise", personalise, reason, needs);
    String last = data.load(tier, name, personalised).orElse(personalised);
    ready.getOrDefault(tier, new ArrayList<>()).add(last);
    readyByMachine.put(name, last);
    if (install && isArchived(tier) && archived == null) {
      archive(name, last);
    }
  }

  /** Installs the tier's first machine, and makes the others of its archive where they may be. */
  private String software(TierName tier, String name, List<String> needs) {
    if (isArchived(tier) && archived == null) {
      at(tier).serving().stream().findFirst().ifPresent(first -> archive(first.name(), null));
    }
    if (!isArchived(tier) || archived == null) {
      return draft.add(
          "install", new InstallMachine(name, tier), "it is a plain machine", List.copyOf(needs));
    }
    List<String> before = new ArrayList<>(needs);
    before.add(archived);
    return draft.add(
        "unpack",
        new UnpackArchive(name, tier),
        "it is a plain machine, and the first one's archive makes it ready",
        before);
  }

  private boolean isArchived(TierName tier) {
    return tier == TierName.WEB
        && desired.spec().method() == BuildMethod.BACKUP
        && desired.image(tier) == null;
  }

  private void archive(String machine, @Nullable String healthy) {
    archived =
        draft.add(
            "archive",
            new ArchiveMachine(machine, TierName.WEB),
            "further web machines are made of it",
            healthy == null ? List.of() : List.of(healthy));
  }

  private @Nullable String setId() {
    SnapshotSet source = desired.source();
    return source == null ? null : source.id();
  }

  private Optional<TierRecipe> recipe(TierName tier) {
    return desired.recipe().tiers().stream()
        .filter(one -> one.tier().equals(tier.text()))
        .findFirst();
  }

  private TierMachines at(TierName tier) {
    TierMachines machines = existing.get(tier);
    if (machines == null) {
      throw new IllegalStateException("tier " + tier + " was not sorted");
    }
    return machines;
  }
}

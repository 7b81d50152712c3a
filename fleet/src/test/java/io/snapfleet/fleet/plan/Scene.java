package io.snapfleet.fleet.plan;

import io.snapfleet.fleet.model.ApplicationSpec;
import io.snapfleet.fleet.model.BackupSpec;
import io.snapfleet.fleet.model.BalancedBy;
import io.snapfleet.fleet.model.Deadlines;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.model.SiteSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.Firewall;
import io.snapfleet.provider.api.FirewallId;
import io.snapfleet.provider.api.FirewallRules;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.LoadBalancer;
import io.snapfleet.provider.api.LoadBalancerId;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.NetworkId;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.Volume;
import io.snapfleet.recipe.BackupRule;
import io.snapfleet.recipe.Recipe;
import io.snapfleet.recipe.Stage;
import io.snapfleet.recipe.TierRecipe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What exists of a fleet called blog, put together machine by machine. */
final class Scene {
  static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final BackupRule FILES =
      new BackupRule(List.of("/srv/site"), List.of(), List.of(), List.of());
  static final Recipe RECIPE =
      new Recipe(
          "demo",
          "1",
          "A demo",
          Map.of(),
          Map.of(),
          List.of(
              new TierRecipe(
                  "database",
                  Map.of(Stage.LOAD, "load", Stage.DUMP, "dump"),
                  3306,
                  List.of("web"),
                  List.of("/var/lib/mysql"),
                  List.of(),
                  BackupRule.NONE),
              new TierRecipe("web", Map.of(), 80, List.of("proxy"), List.of(), List.of(), FILES),
              new TierRecipe(
                  "proxy", Map.of(), 80, List.of(), List.of(), List.of(), BackupRule.NONE)),
          List.of());

  private final List<Network> networks = new ArrayList<>();
  private final List<FleetSpec> earlierWishes = new ArrayList<>();
  private final List<Firewall> firewalls = new ArrayList<>();
  private final List<Volume> volumes = new ArrayList<>();
  private final List<Machine> machines = new ArrayList<>();
  private final List<FleetMachine> remembered = new ArrayList<>();
  private final List<ObservedBalancer> balancers = new ArrayList<>();
  private final Set<String> live = new HashSet<>();
  private final Set<Capability> capabilities = EnumSet.allOf(Capability.class);

  static FleetSpec spec(int webMachines) {
    return new FleetSpec(
        "blog",
        new ProviderSpec("local", Map.of()),
        new ApplicationSpec("demo", Map.of(), null),
        new SiteSpec("Blog", "127.0.0.1", 8080),
        Map.of(
            TierName.DATABASE, new TierSpec(1, "small", 1L << 30),
            TierName.WEB, new TierSpec(webMachines, "small", 0),
            TierName.PROXY, new TierSpec(1, "small", 0)),
        Deadlines.DEFAULT,
        BackupSpec.DEFAULT);
  }

  static FleetSpec specBehindTheProvider(int webMachines) {
    FleetSpec spec = spec(webMachines);
    Map<TierName, TierSpec> tiers = new EnumMap<>(spec.tiers());
    tiers.remove(TierName.PROXY);
    return new FleetSpec(
        spec.fleet(),
        spec.provider(),
        spec.application(),
        new SiteSpec("Blog", "127.0.0.1", 0, null, null, BalancedBy.PROVIDER),
        tiers,
        spec.deadlines(),
        spec.backup());
  }

  static SnapshotSet set(String id) {
    return new SnapshotSet(
        id,
        "blog",
        SnapshotSet.State.COMPLETE,
        NOW,
        spec(2),
        "1",
        Map.of(),
        null,
        Map.of(
            TierName.DATABASE,
                image(id + "-db", new SnapshotSet.VolumeCopy(id + "-data", "/var/lib/mysql")),
            TierName.WEB, image(id + "-web"),
            TierName.PROXY, image(id + "-proxy")));
  }

  static String imageOf(String setId, TierName tier) {
    return setId + (tier == TierName.DATABASE ? "-db" : "-" + tier.text());
  }

  /** A set with no image but one of the web tier. */
  static SnapshotSet webAlone(String id, String image) {
    SnapshotSet whole = set(id);
    return new SnapshotSet(
        id,
        whole.fleet(),
        whole.state(),
        whole.takenAt(),
        whole.spec(),
        whole.recipeVersion(),
        whole.frozen(),
        null,
        Map.of(TierName.WEB, image(image)));
  }

  private static SnapshotSet.TierImage image(String id, SnapshotSet.VolumeCopy... volumes) {
    return new SnapshotSet.TierImage(id, "m", "small", 1, 1, List.of(volumes), List.of());
  }

  /** Everything of a fleet of one database, {@code web} web machines and one proxy, serving. */
  static Scene serving(int web, @Nullable String setId) {
    Scene scene = new Scene().ground();
    scene.volume("blog-database-1-data-1");
    scene.machine(TierName.DATABASE, 1, MachineState.SERVING, setId);
    for (int number = 1; number <= web; number++) {
      scene.machine(TierName.WEB, number, MachineState.SERVING, setId);
    }
    return scene.machine(TierName.PROXY, 1, MachineState.SERVING, setId);
  }

  /** The same fleet behind the provider's load balancer, of which all web machines are members. */
  static Scene behindTheProvider(int web, @Nullable String setId) {
    Scene scene = serving(web, setId).without("blog-proxy-1");
    scene.firewalls.clear();
    scene.networks.clear();
    scene.ground("web");
    return scene.balancer(
        "203.0.113.9",
        scene.machines.stream().map(Machine::name).filter(name -> name.contains("web")).toList());
  }

  Scene balancer(@Nullable String address, List<String> members) {
    balancers.clear();
    balancers.add(
        new ObservedBalancer(
            new LoadBalancer(new LoadBalancerId("lb1"), "blog-lb", Tags.ofFleet("blog"), address),
            members.stream().map(name -> new MachineId("id-" + name)).collect(Collectors.toSet())));
    return this;
  }

  Scene ground() {
    return ground("proxy");
  }

  private Scene ground(String visited) {
    Tags tags = Tags.ofFleet("blog");
    networks.add(new Network(new NetworkId("n1"), "blog-net", tags, "198.18.1.0/24", true));
    firewalls.add(
        new Firewall(
            new FirewallId("f1"),
            new FirewallRules(
                "blog-fw",
                tags,
                new NetworkId("n1"),
                List.of(
                    new FirewallRules.Allow("proxy", "web", 80),
                    new FirewallRules.Allow("web", "database", 3306),
                    new FirewallRules.Allow(FirewallRules.FROM_ANYWHERE, visited, 80))),
            true));
    return this;
  }

  Scene volume(String name) {
    volumes.add(
        new Volume(
            new io.snapfleet.provider.api.VolumeId("id-" + name),
            name,
            Tags.ofFleet("blog"),
            1L << 30,
            NOW,
            true));
    return this;
  }

  Scene machine(TierName tier, int number, MachineState state, @Nullable String setId) {
    String name = FleetNames.machine("blog", tier, number);
    provided(tier, name, number, Machine.State.RUNNING, "small");
    return remembered(tier, name, number, state, setId);
  }

  Scene provided(TierName tier, String name, int number, Machine.State state, String size) {
    machines.add(
        new Machine(
            new MachineId("id-" + name),
            name,
            Tags.ofFleet("blog").with(Tags.TIER, tier.text()),
            state,
            "198.18.1." + number,
            new ImageId("base"),
            size,
            NOW.plusSeconds(number),
            List.of()));
    return this;
  }

  Scene remembered(
      TierName tier, String name, int number, MachineState state, @Nullable String setId) {
    remembered.add(
        new FleetMachine(
            "blog",
            tier,
            name,
            state,
            "id-" + name,
            "198.18.1." + number,
            setId == null ? "base" : imageOf(setId, tier),
            setId,
            "ssh-ed25519 AAAA",
            NOW.plusSeconds(number),
            null,
            null));
    return this;
  }

  /** A machine that the provider is still about to give an address. */
  Scene withoutAddress(String machine) {
    machines.replaceAll(
        one ->
            one.name().equals(machine)
                ? new Machine(
                    one.id(),
                    one.name(),
                    one.tags(),
                    Machine.State.STARTING,
                    null,
                    one.image(),
                    one.size(),
                    one.createdAt(),
                    one.published())
                : one);
    return this;
  }

  Scene without(String machine) {
    machines.removeIf(one -> one.name().equals(machine));
    remembered.removeIf(one -> one.name().equals(machine));
    return this;
  }

  Scene broken(String machine) {
    remembered.replaceAll(one -> one.name().equals(machine) ? one.failed("it is sick") : one);
    return this;
  }

  Scene lacking(Capability capability) {
    capabilities.remove(capability);
    return this;
  }

  Scene live(String... names) {
    live.addAll(Set.of(names));
    return this;
  }

  Observed observed() {
    return new Observed(
        networks,
        firewalls,
        volumes,
        machines,
        remembered,
        live,
        capabilities,
        List.of(),
        balancers,
        earlierWishes);
  }

  /** What was wanted when the machines were made. */
  Scene madeBy(FleetSpec earlier) {
    earlierWishes.add(earlier);
    return this;
  }

  Plan planned(int webMachines, @Nullable SnapshotSet source) {
    return planned(webMachines, source, null);
  }

  Plan plannedBehindTheProvider(int webMachines, @Nullable SnapshotSet source) {
    return Planner.plan(
        new Desired(specBehindTheProvider(webMachines), RECIPE, source), observed());
  }

  Plan planned(int webMachines, @Nullable SnapshotSet source, @Nullable NewerData newerData) {
    return Planner.plan(
        new Desired(spec(webMachines), RECIPE, source, newerData, null), observed());
  }
}

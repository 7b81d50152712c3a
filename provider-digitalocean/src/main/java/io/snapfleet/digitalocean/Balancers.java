package io.snapfleet.digitalocean;

import io.snapfleet.digitalocean.Wire.Forwarding;
import io.snapfleet.provider.api.LoadBalancer;
import io.snapfleet.provider.api.LoadBalancerId;
import io.snapfleet.provider.api.LoadBalancerRequest;
import io.snapfleet.provider.api.LoadBalancers;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Load balancers, each with a tag of its own that makes a droplet its member. The balancer's own
 * labels are packed into that tag, as it has no other place for them. Thread-safe.
 */
final class Balancers implements LoadBalancers {
  private static final String PATH = "/v2/load_balancers";
  private static final String MEMBER = "snapfleet-balancer";
  private static final String NAME = "name";

  /** Between two looks at a member's health, and for each of them; the vendor allows no less. */
  private static final int CHECK_SECONDS = 3;

  /** How many looks in a row make a member healthy, or no longer so. */
  private static final int CHECKS = 2;

  /** Until the vendor has told its balancer of a tag. */
  private static final Duration TOLD = Duration.ofSeconds(3);

  private final Cloud cloud;
  private final Vpcs vpcs;
  private final NamedLocks names = new NamedLocks();

  Balancers(Cloud cloud, Vpcs vpcs) {
    this.cloud = cloud;
    this.vpcs = vpcs;
  }

  /** Refuses a name that is another's. */
  void refuseTaken(String name, Tags owner) {
    named(name, owner);
  }

  private record Balancer(String id, String name, String tag, @Nullable String address) {
    static Balancer of(Fields fields) {
      return new Balancer(
          fields.text("id"),
          fields.text("name"),
          fields.optionalText("tag").orElse(""),
          fields.optionalText("ip").orElse(null));
    }

    Tags labels() {
      Map<String, String> labels = new TreeMap<>(Labels.unpacked(MEMBER, List.of(tag)));
      labels.remove(NAME);
      return new Tags(labels);
    }

    LoadBalancer balancer() {
      return new LoadBalancer(new LoadBalancerId(id), name, labels(), address);
    }
  }

  @Override
  public LoadBalancer create(LoadBalancerRequest request) {
    Labels.check(request.tags());
    return names
        .alone(
            request.name(),
            () -> named(request.name(), request.tags()).orElseGet(() -> order(request)))
        .balancer();
  }

  private Optional<Balancer> named(String name, Tags owner) {
    Optional<Balancer> found = list().stream().filter(one -> one.name().equals(name)).findFirst();
    found.ifPresent(
        one ->
            Ownership.check(
                "load balancer", name, "load balancer " + one.id(), one.labels(), owner));
    return found;
  }

  private Balancer order(LoadBalancerRequest request) {
    vpcs.needed(request.network());
    String tag = tag(request);
    cloud.tags().make(tag);
    String doing = "create load balancer " + request.name();
    try {
      Answer answer = cloud.api().post(PATH, wanted(request, tag), doing);
      return Balancer.of(Api.good(answer, doing).fields().needed("load_balancer"));
    } catch (Api.Unknown unknown) {
      return Sought.after(unknown, cloud, doing, () -> named(request.name(), request.tags()));
    }
  }

  private static String tag(LoadBalancerRequest request) {
    Map<String, String> about = new TreeMap<>(request.tags().values());
    about.put(NAME, request.name());
    List<String> packed = Labels.packed(MEMBER, about);
    if (packed.size() > 1) {
      throw new ProviderException.Permanent(
          "the labels of load balancer %s are too long for one tag".formatted(request.name()),
          "Choose a shorter fleet name.");
    }
    return packed.getFirst();
  }

  private Wire.NewBalancer wanted(LoadBalancerRequest request, String tag) {
    List<Forwarding> forwards =
        request.forwards().stream()
            .map(one -> new Forwarding("http", one.port(), "http", one.machinePort()))
            .toList();
    Wire.HealthCheck check =
        new Wire.HealthCheck(
            "http",
            request.forwards().getFirst().machinePort(),
            request.healthPath(),
            CHECK_SECONDS,
            CHECK_SECONDS,
            CHECKS,
            CHECKS);
    return new Wire.NewBalancer(
        request.name(), cloud.region(), forwards, check, tag, request.network().value());
  }

  @Override
  public List<LoadBalancer> balancers(Tags selector) {
    return list().stream()
        .map(Balancer::balancer)
        .filter(balancer -> balancer.tags().matches(selector))
        .toList();
  }

  private List<Balancer> list() {
    return cloud.api().list(PATH, "load_balancers", Balancer::of, "list load balancers");
  }

  @Override
  public Optional<LoadBalancer> balancer(LoadBalancerId id) {
    return find(id).map(Balancer::balancer);
  }

  private Optional<Balancer> find(LoadBalancerId id) {
    return cloud
        .api()
        .find(PATH + "/" + id, "look at load balancer " + id)
        .map(answer -> Balancer.of(answer.needed("load_balancer")));
  }

  @Override
  public void join(LoadBalancerId balancer, MachineId machine) {
    String tag =
        find(balancer)
            .map(Balancer::tag)
            .orElseThrow(() -> missing("load balancer", balancer.value()));
    String doing = "let droplet %s join load balancer %s".formatted(machine, balancer);
    Answer answer =
        cloud.api().repeatable(membersOf(tag), Wire.Tagged.droplet(machine.value()), doing);
    boolean gone =
        !answer.good() && Droplet.parsed(machine.value()).flatMap(cloud.droplets()::find).isEmpty();
    if (gone) {
      throw missing("droplet", machine.value());
    }
    Api.good(answer, doing);
  }

  @Override
  public Duration joinLag() {
    return TOLD.plusSeconds(2L * CHECKS * CHECK_SECONDS);
  }

  @Override
  public void leave(LoadBalancerId balancer, MachineId machine) {
    find(balancer).ifPresent(one -> leave(one, machine));
  }

  private void leave(Balancer balancer, MachineId machine) {
    String doing = "let droplet %s leave load balancer %s".formatted(machine, balancer.name());
    Answer answer =
        cloud.api().delete(membersOf(balancer.tag()), Wire.Tagged.droplet(machine.value()), doing);
    if (!answer.good() && droplets(balancer).contains(machine)) {
      throw Refusals.of(answer, doing);
    }
  }

  @Override
  public Set<MachineId> members(LoadBalancerId balancer) {
    return find(balancer).map(this::droplets).orElse(Set.of());
  }

  private Set<MachineId> droplets(Balancer balancer) {
    String query = "?tag_name=" + CloudTags.query(balancer.tag());
    return cloud
        .api()
        .list("/v2/droplets" + query, "droplets", Droplet::of, "list members")
        .stream()
        .map(Droplet::machineId)
        .collect(Collectors.toSet());
  }

  @Override
  public void delete(LoadBalancerId id) {
    find(id).ifPresent(this::delete);
  }

  private void delete(Balancer balancer) {
    String doing = "delete load balancer " + balancer.name();
    Answer answer = cloud.api().delete(PATH + "/" + balancer.id(), null, doing);
    if (answer.status() != 404) {
      Api.good(answer, doing);
    }
    Gone.from(
        cloud,
        "load balancer " + balancer.name(),
        () -> list().stream().noneMatch(one -> one.id().equals(balancer.id())));
    if (!balancer.tag().isEmpty()) {
      cloud.tags().delete(balancer.tag());
    }
  }

  private static String membersOf(String tag) {
    return CloudTags.path(tag) + "/resources";
  }

  private static ProviderException missing(String kind, String id) {
    return new ProviderException.NotFound(
        "there is no %s %s at DigitalOcean".formatted(kind, id), "Look at what there is.");
  }
}

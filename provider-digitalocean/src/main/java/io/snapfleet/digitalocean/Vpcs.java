package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.NetworkId;
import io.snapfleet.provider.api.Networks;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** VPCs, which keep their labels in their description. Thread-safe. */
final class Vpcs implements Networks {
  private static final String PATH = "/v2/vpcs";

  private final Cloud cloud;
  private final NamedLocks names = new NamedLocks();

  Vpcs(Cloud cloud) {
    this.cloud = cloud;
  }

  private record Vpc(
      String id, String name, String region, String range, String description, boolean isDefault) {
    static Vpc of(Fields fields) {
      return new Vpc(
          fields.text("id"),
          fields.text("name"),
          fields.text("region"),
          fields.text("ip_range"),
          fields.optionalText("description").orElse(""),
          fields.flag("default"));
    }

    Tags labels() {
      return Labels.ofText(description);
    }

    Network network() {
      return new Network(new NetworkId(id), name, labels(), range, true);
    }
  }

  @Override
  public Network create(String name, Tags tags) {
    Labels.check(tags);
    String description = Labels.text(tags);
    if (description.length() > Labels.LONGEST || !name.matches("[a-zA-Z0-9.-]{1,255}")) {
      throw new ProviderException.Permanent(
          "network %s cannot be described at DigitalOcean".formatted(name),
          "Choose a shorter fleet name of letters, digits and '-'.");
    }
    return names.alone(name, () -> alone(name, tags, description)).network();
  }

  private Vpc alone(String name, Tags tags, String description) {
    List<Vpc> all = list();
    Optional<Vpc> existing = named(all, name, tags);
    return existing.orElseGet(
        () -> {
          makeDefault(all);
          return order(new Wire.NewVpc(name, cloud.region(), description), tags);
        });
  }

  /**
   * The first VPC of a region becomes its default, and that can never be deleted; it shall not be a
   * fleet's.
   */
  private void makeDefault(List<Vpc> all) {
    if (all.stream().noneMatch(vpc -> vpc.region().equals(cloud.region()))) {
      String name = "default-" + cloud.region();
      order(new Wire.NewVpc(name, cloud.region(), null), new Tags(Map.of()));
    }
  }

  private Vpc order(Wire.NewVpc wanted, Tags tags) {
    String doing = "create VPC " + wanted.name();
    try {
      Answer answer = cloud.api().post(PATH, wanted, doing);
      if (answer.good()) {
        return Vpc.of(answer.fields().needed("vpc"));
      }
      return named(list(), wanted.name(), tags).orElseThrow(() -> Refusals.of(answer, doing));
    } catch (Api.Unknown unknown) {
      return Sought.after(unknown, cloud, doing, () -> named(list(), wanted.name(), tags));
    }
  }

  /** Refuses a name that is another's. */
  void refuseTaken(String name, Tags owner) {
    named(list(), name, owner);
  }

  private static Optional<Vpc> named(List<Vpc> all, String name, Tags tags) {
    Optional<Vpc> found = all.stream().filter(vpc -> vpc.name().equals(name)).findFirst();
    found.ifPresent(vpc -> Ownership.check("VPC", name, "VPC " + vpc.id(), vpc.labels(), tags));
    return found;
  }

  private List<Vpc> list() {
    return cloud.api().list(PATH, "vpcs", Vpc::of, "list VPCs");
  }

  private Optional<Vpc> find(NetworkId id) {
    return cloud
        .api()
        .find(PATH + "/" + id, "look at VPC " + id)
        .map(answer -> Vpc.of(answer.needed("vpc")));
  }

  Network needed(NetworkId id) {
    return find(id)
        .orElseThrow(
            () ->
                new ProviderException.NotFound(
                    "there is no VPC %s at DigitalOcean".formatted(id),
                    "Create the network first."))
        .network();
  }

  @Override
  public List<Network> networks(Tags selector) {
    return list().stream().filter(vpc -> vpc.labels().matches(selector)).map(Vpc::network).toList();
  }

  @Override
  public void delete(NetworkId id) {
    find(id).ifPresent(this::delete);
  }

  /** Members leave a VPC a while after they are deleted; what stays in it is a conflict. */
  private void delete(Vpc vpc) {
    String doing = "delete VPC " + vpc.name();
    Instant end = cloud.clock().instant().plus(cloud.timing().gone());
    Answer answer = cloud.api().delete(PATH + "/" + vpc.id(), null, doing);
    while (isRefused(answer)) {
      boolean waits = !hasMembers(vpc) && cloud.clock().instant().isBefore(end);
      if (vpc.isDefault() || !waits) {
        throw new ProviderException.Conflict(
            "VPC %s cannot be deleted: %s".formatted(vpc.name(), answer.complaint()),
            vpc.isDefault()
                ? "It is the default of its region, which can only be left as it is."
                : "Delete the droplets and load balancers in it first.");
      }
      cloud.pause().now(cloud.timing().look(), doing);
      answer = cloud.api().delete(PATH + "/" + vpc.id(), null, doing);
    }
    if (answer.status() != 404) {
      Api.good(answer, doing);
    }
    vpc.labels().get(Tags.FLEET).ifPresent(cloud.keys()::forget);
    Gone.from(
        cloud,
        "VPC " + vpc.name(),
        () -> list().stream().noneMatch(one -> one.id().equals(vpc.id())));
  }

  private static boolean isRefused(Answer answer) {
    return answer.status() == 403 || answer.status() == 409 || answer.status() == 422;
  }

  private boolean hasMembers(Vpc vpc) {
    return !cloud
        .api()
        .list(PATH + "/" + vpc.id() + "/members", "members", member -> member, "list VPC members")
        .isEmpty();
  }
}

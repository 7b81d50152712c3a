package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.Demand;
import io.snapfleet.provider.api.Problem;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.WantedNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds all that would stop a plan half-way, by looking alone. */
final class Preflight {
  private static final Tags EVERYTHING = new Tags(Map.of());

  private final Cloud cloud;
  private final Images images;
  private final Vpcs vpcs;
  private final CloudFirewalls firewalls;
  private final Volumes volumes;
  private final Balancers balancers;
  private final Domains domains;
  private final List<Problem> problems = new ArrayList<>();

  Preflight(
      Cloud cloud,
      Images images,
      Vpcs vpcs,
      CloudFirewalls firewalls,
      Volumes volumes,
      Balancers balancers,
      Domains domains) {
    this.cloud = cloud;
    this.images = images;
    this.vpcs = vpcs;
    this.firewalls = firewalls;
    this.volumes = volumes;
    this.balancers = balancers;
    this.domains = domains;
  }

  /** A token that is not accepted is the only problem, as nothing else can be seen then. */
  List<Problem> check(Demand demand) {
    try {
      Fields account = cloud.api().get("/v2/account", "look at the account").needed("account");
      checkAccount(account);
      checkPublishing(demand);
      note("region", () -> cloud.catalogue().usableRegion());
      new TreeSet<>(demand.newMachines())
          .forEach(size -> note("size", () -> cloud.catalogue().usableSize(size)));
      demand.images().forEach(image -> note("images", () -> images.usable(image)));
      note("rights", () -> read("/v2/images?private=true", "images"));
      note("rights", () -> read("/v2/vpcs", "vpcs"));
      note("rights", () -> read("/v2/firewalls", "firewalls"));
      note("quota", () -> checkDroplets(account, demand));
      note("quota", () -> checkVolumes(account, demand));
      checkNames(demand.names());
      demand.zones().forEach(zone -> note("domains", () -> domains.needed(zone)));
    } catch (ProviderException.Unauthorized refused) {
      problems.add(problem("token", refused));
    }
    return List.copyOf(problems);
  }

  private void checkAccount(Fields account) {
    account
        .optionalText("status")
        .filter("locked"::equals)
        .ifPresent(
            locked ->
                problems.add(
                    new Problem(
                        "the account is locked: "
                            + account.optionalText("status_message").orElse("no reason is given"),
                        "DigitalOcean account",
                        "Write to DigitalOcean's support.")));
  }

  private void checkPublishing(Demand demand) {
    if (!demand.publish().isEmpty()) {
      problems.add(
          new Problem(
              "DigitalOcean cannot publish ports on this computer",
              "published ports",
              "Leave the port out: the site is reached at the machine's public address."));
    }
  }

  /** The token may be for less than all; what it may read tells most of it. */
  private void read(String path, String name) {
    String separator = path.contains("?") ? "&" : "?";
    cloud.api().get(path + separator + "per_page=1", "list " + name);
  }

  private void checkDroplets(Fields account, Demand demand) {
    if (demand.newMachines().isEmpty() && demand.names().machines().isEmpty()) {
      return;
    }
    List<Droplet> present = cloud.droplets().list(EVERYTHING);
    long wanted = demand.newMachines().size();
    long limit =
        account.optionalNumber("droplet_limit").map(Number::longValue).orElse(Long.MAX_VALUE);
    if (wanted > 0 && present.size() + wanted > limit) {
      problems.add(
          new Problem(
              "%d more droplets are needed, and the account may have %d, of which it has %d"
                  .formatted(wanted, limit, present.size()),
              "DigitalOcean's droplet limit",
              "Ask for a higher limit in the control panel, or delete droplets."));
    }
    checkDropletNames(present, demand.names());
  }

  private void checkDropletNames(List<Droplet> present, WantedNames wanted) {
    Optional<String> fleet = wanted.owner().get(Tags.FLEET);
    present.stream()
        .filter(droplet -> wanted.machines().contains(droplet.name()))
        .filter(droplet -> fleet.filter(droplet::isOf).isEmpty())
        .map(droplet -> Ownership.taken("droplet", droplet.name(), "droplet " + droplet.id()))
        .forEach(taken -> problems.add(problem("names", taken)));
  }

  private void checkNames(WantedNames wanted) {
    Tags owner = wanted.owner();
    wanted.networks().forEach(name -> note("names", () -> vpcs.refuseTaken(name, owner)));
    wanted.firewalls().forEach(name -> note("names", () -> firewalls.refuseTaken(name, owner)));
    wanted.volumes().forEach(name -> note("names", () -> volumes.refuseTaken(name, owner)));
    wanted.balancers().forEach(name -> note("names", () -> balancers.refuseTaken(name, owner)));
  }

  private void checkVolumes(Fields account, Demand demand) {
    if (demand.newVolumeBytes() > 0) {
      long limit =
          account.optionalNumber("volume_limit").map(Number::longValue).orElse(Long.MAX_VALUE);
      long present = cloud.api().list("/v2/volumes", "volumes", one -> one, "list volumes").size();
      if (present + 1 > limit) {
        problems.add(
            new Problem(
                "a volume is needed, and the account may have %d and has %d"
                    .formatted(limit, present),
                "DigitalOcean's volume limit",
                "Ask for a higher limit in the control panel, or delete volumes."));
      }
    }
  }

  private void note(String where, Runnable check) {
    try {
      check.run();
    } catch (ProviderException refused) {
      problems.add(problem(where, refused));
    }
  }

  private static Problem problem(String where, ProviderException refused) {
    return new Problem(
        String.valueOf(refused.getMessage()), "DigitalOcean " + where, refused.fix());
  }
}

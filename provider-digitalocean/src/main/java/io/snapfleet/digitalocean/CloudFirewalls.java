package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.Firewall;
import io.snapfleet.provider.api.FirewallId;
import io.snapfleet.provider.api.FirewallRules;
import io.snapfleet.provider.api.Firewalls;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Firewalls, each kept as several of the vendor's: one on all of the fleet's droplets that opens
 * SSH and the way out, and one for each tier. The vendor's firewalls add up, so a droplet has what
 * the ones on its tags allow together. {@code docs/digitalocean.md} has the format. Thread-safe.
 */
final class CloudFirewalls implements Firewalls {
  private static final String PATH = "/v2/firewalls";

  private final Cloud cloud;
  private final Vpcs vpcs;
  private final NamedLocks names = new NamedLocks();

  CloudFirewalls(Cloud cloud, Vpcs vpcs) {
    this.cloud = cloud;
    this.vpcs = vpcs;
  }

  @Override
  public Firewall apply(FirewallRules rules) {
    FirewallParts.check(rules);
    return names.alone(rules.name(), () -> applyAlone(rules));
  }

  /**
   * What holds for all comes first: a firewall that was cut off half-way lists, and allows less
   * than it shall.
   */
  private Firewall applyAlone(FirewallRules rules) {
    vpcs.needed(rules.network());
    List<FirewallPart> existing = named(list(), rules.name());
    refuseForeign(existing, rules.name(), rules.tags());
    List<Wire.CloudFirewall> wanted = FirewallParts.of(rules);
    String id = "";
    for (Wire.CloudFirewall part : wanted) {
      part.tags().forEach(cloud.tags()::make);
      FirewallParts.tagsIn(part).forEach(cloud.tags()::make);
      String made = put(part, existing);
      id = id.isEmpty() ? made : id;
    }
    existing.stream()
        .filter(part -> wanted.stream().noneMatch(one -> one.name().equals(part.name())))
        .forEach(this::delete);
    return new Firewall(new FirewallId(id), rules, true);
  }

  /** Refuses a name that is another's. */
  void refuseTaken(String name, Tags owner) {
    refuseForeign(named(list(), name), name, owner);
  }

  /** One that does not say what it is about is not ours. */
  private static void refuseForeign(List<FirewallPart> parts, String name, Tags owner) {
    parts.stream()
        .filter(part -> part.name().equals(name))
        .forEach(
            part ->
                Ownership.check("firewall", name, "firewall " + part.id(), part.labels(), owner));
  }

  private String put(Wire.CloudFirewall wanted, List<FirewallPart> existing) {
    Optional<FirewallPart> old =
        existing.stream().filter(part -> part.name().equals(wanted.name())).findFirst();
    if (old.isPresent()) {
      String doing = "change firewall " + wanted.name();
      cloud.api().put(PATH + "/" + old.get().id(), wanted, doing);
      dropAbout(old.get(), wanted);
      return old.get().id();
    }
    return order(wanted);
  }

  private String order(Wire.CloudFirewall wanted) {
    String doing = "create firewall " + wanted.name();
    try {
      Answer answer = cloud.api().post(PATH, wanted, doing);
      return Api.good(answer, doing).fields().needed("firewall").text("id");
    } catch (Api.Unknown unknown) {
      return Sought.after(
          unknown,
          cloud,
          doing,
          () ->
              list().stream()
                  .filter(part -> part.name().equals(wanted.name()))
                  .map(FirewallPart::id)
                  .findFirst());
    }
  }

  @Override
  public List<Firewall> firewalls(Tags selector) {
    List<FirewallPart> all = list();
    List<Firewall> found = new ArrayList<>();
    for (FirewallPart base : all) {
      if (base.isBase() && base.labels().matches(selector)) {
        found.add(FirewallParts.firewall(base, named(all, base.name())));
      }
    }
    return found;
  }

  @Override
  public void delete(FirewallId id) {
    List<FirewallPart> all = list();
    all.stream()
        .filter(part -> part.id().equals(id.value()))
        .findFirst()
        .ifPresent(base -> deleteAll(named(all, base.name())));
  }

  /** What holds for all goes last, so that a firewall cut off half-way still lists. */
  private void deleteAll(List<FirewallPart> parts) {
    parts.stream().filter(part -> !part.isBase()).forEach(this::delete);
    parts.stream().filter(FirewallPart::isBase).forEach(this::delete);
    Set<String> ids = new HashSet<>();
    parts.forEach(part -> ids.add(part.id()));
    Gone.from(
        cloud,
        "firewall " + parts.getFirst().name(),
        () -> list().stream().noneMatch(part -> ids.contains(part.id())));
  }

  private void delete(FirewallPart part) {
    String doing = "delete firewall " + part.name();
    Answer answer = cloud.api().delete(PATH + "/" + part.id(), null, doing);
    if (answer.status() != 404) {
      Api.good(answer, doing);
    }
    // No droplet has these tags, so nothing changes but the account's list of them.
    part.aboutTags().forEach(cloud.tags()::delete);
  }

  private void dropAbout(FirewallPart old, Wire.CloudFirewall wanted) {
    old.aboutTags().stream()
        .filter(tag -> !wanted.tags().contains(tag))
        .forEach(cloud.tags()::delete);
  }

  private List<FirewallPart> list() {
    return cloud.api().list(PATH, "firewalls", FirewallPart::of, "list firewalls");
  }

  private static List<FirewallPart> named(List<FirewallPart> all, String name) {
    return all.stream().filter(part -> part.isPartOf(name)).toList();
  }

  static ProviderException unusable(String what) {
    return new ProviderException.Permanent(
        "the firewall has a rule that cannot be: " + what,
        "Use tier names of a-z, 0-9 and '-', and ports from 1 to 65535.");
  }
}

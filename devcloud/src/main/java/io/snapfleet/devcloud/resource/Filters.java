package io.snapfleet.devcloud.resource;

import io.snapfleet.devcloud.machine.NetworkFilter;
import io.snapfleet.devcloud.machine.NetworkFilter.Pass;
import io.snapfleet.devcloud.store.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * What firewalls mean for each VPC in which they hold, where droplets are real machines. A VPC of
 * which not all droplets have a firewall, or with a rule that cannot be expressed, is not filtered:
 * {@code docs/devcloud.md} has what that is. Used within a transaction only.
 */
final class Filters {
  private final Cloud cloud;

  Filters(Cloud cloud) {
    this.cloud = cloud;
  }

  /** The filters of those VPCs that have one, and why others have none. */
  record Wanted(List<NetworkFilter> filters, List<String> unfiltered) {}

  Wanted wanted() {
    Map<String, List<ObjectNode>> byVpc =
        cloud.store().all(Kind.DROPLET).stream()
            .collect(Collectors.groupingBy(droplet -> Json.text(droplet, "vpc_uuid")));
    List<NetworkFilter> filters = new ArrayList<>();
    List<String> unfiltered = new ArrayList<>();
    byVpc.forEach(
        (vpc, droplets) -> {
          try {
            List<DropletRules> rules = droplets.stream().map(this::rules).toList();
            if (rules.stream().anyMatch(DropletRules::isFiltered)) {
              filters.add(filter(vpc, rules));
            }
          } catch (DropletRules.Inexpressible cannot) {
            unfiltered.add("VPC %s is not filtered: %s".formatted(vpc, cannot.getMessage()));
          }
        });
    return new Wanted(filters, unfiltered);
  }

  private DropletRules rules(ObjectNode droplet) {
    String id = droplet.get("id").asString();
    List<String> tags = Json.texts(droplet, "tags");
    List<ObjectNode> firewalls =
        cloud.store().all(Kind.FIREWALL).stream()
            .filter(
                it ->
                    Json.texts(it, "droplet_ids").contains(id)
                        || Json.texts(it, "tags").stream().anyMatch(tags::contains))
            .toList();
    return new DropletRules(id, Set.copyOf(tags), firewalls);
  }

  private static NetworkFilter filter(String vpc, List<DropletRules> droplets)
      throws DropletRules.Inexpressible {
    for (DropletRules droplet : droplets) {
      if (!droplet.isFiltered()) {
        throw new DropletRules.Inexpressible(
            "droplet %s has no firewall, and others have".formatted(droplet.id()));
      }
    }
    Set<Boolean> open = new HashSet<>();
    for (DropletRules droplet : droplets) {
      open.add(droplet.mayLeave());
    }
    if (open.size() > 1) {
      throw new DropletRules.Inexpressible("some droplets may call others outside, and some not");
    }
    Set<Pass> passes = new HashSet<>();
    for (DropletRules to : droplets) {
      for (DropletRules from : droplets) {
        for (int port : to.portsOpenTo(from)) {
          if (!to.equals(from) && from.mayCall(to, port)) {
            passes.add(new Pass(from.id(), to.id(), port));
          }
        }
      }
    }
    return new NetworkFilter(vpc, passes, open.contains(true));
  }
}

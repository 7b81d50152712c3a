package io.snapfleet.fleet.spec;

import static io.snapfleet.fleet.model.TierName.DATABASE;
import static io.snapfleet.fleet.model.TierName.PROXY;
import static io.snapfleet.fleet.model.TierName.WEB;

import io.snapfleet.fleet.model.BalancedBy;
import io.snapfleet.fleet.model.TierName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which numbers of machines go together, whatever the application. */
public final class TierRules {
  private TierRules() {}

  /**
   * Everything that is wrong with these numbers; for a fleet file, and for a change of scale.
   *
   * @param machines how many of each tier; a tier that is absent has none
   * @param balancer who spreads requests over the web machines
   */
  public static List<Fault> faults(Map<TierName, Integer> machines, BalancedBy balancer) {
    int web = machines.getOrDefault(WEB, 0);
    int proxy = machines.getOrDefault(PROXY, 0);
    List<Fault> faults = new ArrayList<>();
    addUnlessOneAtMost(faults, machines, DATABASE, "the data is kept on one machine today");
    if (balancer == BalancedBy.PROVIDER) {
      addUnlessBehindTheProvider(faults, machines);
      return faults;
    }
    addUnlessOneAtMost(faults, machines, PROXY, "the site is published by one machine today");
    if (proxy > 0 && web == 0) {
      faults.add(
          of(PROXY, proxy, "a proxy needs a web machine to send requests to", "add a web machine"));
    }
    if (web > 1 && proxy == 0) {
      faults.add(
          of(WEB, web, "more than one web machine needs a proxy before it", "add a proxy machine"));
    }
    return faults;
  }

  private static void addUnlessBehindTheProvider(
      List<Fault> faults, Map<TierName, Integer> machines) {
    int proxy = machines.getOrDefault(PROXY, 0);
    if (proxy > 0) {
      faults.add(
          of(
              PROXY,
              proxy,
              "must be 0 where site.balancer is 'provider', not " + proxy,
              "remove the tier proxy, or the line site.balancer"));
    }
    if (!machines.isEmpty() && machines.getOrDefault(WEB, 0) == 0) {
      faults.add(
          Fault.value(
              List.of("site", "balancer"),
              BalancedBy.PROVIDER.text(),
              "a load balancer needs a web machine to send requests to",
              "add a web machine"));
    }
  }

  private static void addUnlessOneAtMost(
      List<Fault> faults, Map<TierName, Integer> machines, TierName tier, String why) {
    int count = machines.getOrDefault(tier, 0);
    if (count > 1) {
      faults.add(of(tier, count, "must be 0 or 1, not " + count, why));
    }
  }

  private static Fault of(TierName tier, int machines, String rule, String suggestion) {
    return Fault.value(
        List.of("tiers", tier.text(), "machines"), String.valueOf(machines), rule, suggestion);
  }
}

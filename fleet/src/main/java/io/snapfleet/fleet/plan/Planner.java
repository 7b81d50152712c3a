package io.snapfleet.fleet.plan;

import io.snapfleet.fleet.model.ApplicationSpec.SourceSpec;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.fleet.plan.Action.ApplyFirewall;
import io.snapfleet.fleet.plan.Action.CreateNetwork;
import io.snapfleet.fleet.plan.Action.DeleteFirewall;
import io.snapfleet.fleet.plan.Action.DeleteMachine;
import io.snapfleet.fleet.plan.Action.DeleteNetwork;
import io.snapfleet.fleet.plan.Action.DeleteVolume;
import io.snapfleet.fleet.plan.Action.PrepareBaseImage;
import io.snapfleet.provider.api.Firewall;
import io.snapfleet.provider.api.FirewallRules;
import io.snapfleet.provider.api.FirewallRules.Allow;
import io.snapfleet.provider.api.FirewallRules.Outside;
import io.snapfleet.recipe.TierRecipe;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Computes the steps from what is to what shall be. Pure: the same arguments give the same plan.
 *
 * <p>Order: network and firewall, then the database, then web machines side by side, the load
 * balancer last. Replacements are created, found healthy and joined before the old ones are drained
 * and deleted, so a new machine that fails takes no old one down.
 */
public final class Planner {
  private static final TierSpec NONE = new TierSpec(0, "small", 0);

  private Planner() {}

  /** The steps that make the fleet as desired, replacing machines at once. */
  public static Plan plan(Desired desired, Observed observed) {
    return plan(desired, observed, Pace.AT_ONCE);
  }

  /** The steps that make the fleet as desired, replacing machines at this pace. */
  public static Plan plan(Desired desired, Observed observed, Pace pace) {
    String fleet = desired.spec().fleet();
    PlanDraft draft = new PlanDraft(fleet);
    ChangedWishes changed = ChangedWishes.of(desired, observed);
    Map<TierName, TierMachines> existing = sort(desired, observed, changed);
    SiteFront front = new SiteFront(desired, observed);
    BalancerPlanner balancers = new BalancerPlanner(desired, observed, draft);
    Set<String> ground = new HashSet<>(planNetwork(fleet, desired, observed, draft));
    Optional<String> balancer = balancers.plan(Set.copyOf(ground), front);
    if (installs(desired, existing)) {
      ground.add(
          draft.add(
              "base",
              new PrepareBaseImage(),
              "new machines are installed from scratch",
              List.of()));
    }
    TierPlanner tiers =
        new TierPlanner(desired, observed, pace, existing, changed, ground, front, draft);
    tiers.planAll(balancer);
    List<String> traffic = new ArrayList<>(tiers.traffic());
    new DomainPlanner(desired, observed, draft)
        .plan(front.isNew(), tiers.traffic())
        .ifPresent(traffic::add);
    balancers.release(traffic);
    noteWhatStays(desired, observed, draft);
    return draft.finish();
  }

  /** What the fleet file may say otherwise than it is, and no plan changes. */
  private static void noteWhatStays(Desired desired, Observed observed, PlanDraft draft) {
    SourceSpec source = desired.spec().application().source();
    boolean keepTheirs =
        observed.remembered().stream()
            .anyMatch(
                machine ->
                    machine.tier() == TierName.WEB
                        && machine.state() == MachineState.SERVING
                        && machine.setId() == null
                        && (machine.source() == null || desired.files() == null));
    if (source != null && source.sha256() == null && keepTheirs) {
      draft.note(
          "web machines that serve keep the files that %s had when they were installed"
              .formatted(source.path()));
    }
  }

  /** The steps that leave nothing of the fleet but its snapshot sets. */
  public static Plan teardown(String fleet, Observed observed) {
    PlanDraft draft = new PlanDraft(fleet);
    String reason = "the fleet is taken down";
    DomainPlanner.release(observed.domain(), reason, draft);
    List<String> machines = new ArrayList<>();
    observed
        .machines()
        .forEach(
            machine ->
                machines.add(
                    draft.add(
                        "delete",
                        new DeleteMachine(machine.name(), machine.id().value()),
                        reason,
                        List.of())));
    observed
        .volumes()
        .forEach(
            volume ->
                draft.add(
                    "delete-volume",
                    new DeleteVolume(volume.name(), volume.id().value()),
                    reason,
                    machines));
    List<String> firewalls = new ArrayList<>(machines);
    observed
        .balancers()
        .forEach(
            balancer -> firewalls.add(BalancerPlanner.delete(balancer, reason, List.of(), draft)));
    observed
        .firewalls()
        .forEach(
            firewall ->
                firewalls.add(
                    draft.add(
                        "delete-firewall",
                        new DeleteFirewall(firewall.rules().name(), firewall.id().value()),
                        reason,
                        machines)));
    observed
        .networks()
        .forEach(
            network ->
                draft.add(
                    "delete-network",
                    new DeleteNetwork(network.name(), network.id().value()),
                    reason,
                    firewalls));
    return draft.finish();
  }

  private static Map<TierName, TierMachines> sort(
      Desired desired, Observed observed, ChangedWishes changed) {
    Map<TierName, TierMachines> existing = new EnumMap<>(TierName.class);
    for (TierName tier : TierName.values()) {
      TierMachines.Wanted wanted =
          new TierMachines.Wanted(
              tierSpec(desired, tier),
              desired.image(tier),
              tier == TierName.WEB ? changed.software() : Optional.empty(),
              tier == TierName.WEB ? desired.files() : null);
      existing.put(tier, TierMachines.sort(tier, wanted, isReplaceable(tier, desired), observed));
    }
    return existing;
  }

  static TierSpec tierSpec(Desired desired, TierName tier) {
    return desired.spec().tiers().getOrDefault(tier, NONE);
  }

  /**
   * Whether others may take the place of its machines: they hold neither data nor the site's port.
   */
  static boolean isReplaceable(TierName tier, Desired desired) {
    return tier == TierName.WEB && desired.spec().isBalanced();
  }

  /** Whether machines are launched that there is no image of. */
  private static boolean installs(Desired desired, Map<TierName, TierMachines> existing) {
    return existing.entrySet().stream()
        .filter(tier -> desired.image(tier.getKey()) == null)
        .anyMatch(
            tier ->
                tierSpec(desired, tier.getKey()).machines()
                    > tier.getValue().serving().size() + tier.getValue().unfinished().size());
  }

  private static List<String> planNetwork(
      String fleet, Desired desired, Observed observed, PlanDraft draft) {
    List<String> network = new ArrayList<>();
    String networkName = FleetNames.network(fleet);
    if (!observed.hasNetwork(networkName)) {
      network.add(
          draft.add("network", new CreateNetwork(networkName), "the fleet has none", List.of()));
    }
    ApplyFirewall wanted = firewall(desired, outside(desired));
    if (observed.firewalls().stream().noneMatch(found -> holds(found, wanted))) {
      network.add(
          draft.add(
              "firewall",
              wanted,
              "tiers may speak only to whom the recipe says",
              List.copyOf(network)));
    }
    return network;
  }

  /** Images hold an application with data, which must not act where nobody may notice it. */
  private static Outside outside(Desired desired) {
    boolean actsUnseen = !desired.spec().site().isPublished() && desired.source() != null;
    return actsUnseen ? Outside.CLOSED : Outside.OPEN;
  }

  /** The fleet's firewall, with the way to the outside as given. */
  public static ApplyFirewall firewall(Desired desired, Outside outside) {
    return new ApplyFirewall(
        FleetNames.firewall(desired.spec().fleet()), allowed(desired), outside);
  }

  private static boolean holds(Firewall firewall, ApplyFirewall wanted) {
    return firewall.complete()
        && firewall.rules().name().equals(wanted.subject())
        && firewall.rules().outside() == wanted.outside()
        && Set.copyOf(firewall.rules().allowed()).equals(Set.copyOf(wanted.allowed()));
  }

  /** The provider's load balancer comes from outside of the fleet's machines, as visitors do. */
  private static boolean isVisited(Desired desired, TierRecipe tier) {
    TierName visited = desired.spec().front().orElse(TierName.WEB);
    return desired.spec().site().isPublished() && tier.tier().equals(visited.text());
  }

  private static List<Allow> allowed(Desired desired) {
    List<Allow> allowed = new ArrayList<>();
    for (TierRecipe tier : desired.recipe().tiers()) {
      tier.reachedFrom().forEach(from -> allowed.add(new Allow(from, tier.tier(), tier.port())));
      if (isVisited(desired, tier)) {
        allowed.add(new Allow(FirewallRules.FROM_ANYWHERE, tier.tier(), tier.port()));
      }
    }
    return allowed;
  }
}

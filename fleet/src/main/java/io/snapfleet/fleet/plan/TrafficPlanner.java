package io.snapfleet.fleet.plan;

import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Action.DeleteMachine;
import io.snapfleet.fleet.plan.Action.DrainMachine;
import io.snapfleet.fleet.plan.Action.InitialiseApplication;
import io.snapfleet.fleet.plan.Action.JoinMachine;
import io.snapfleet.fleet.plan.TierMachines.Existing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans which machines get traffic and which are let go. Used once. */
final class TrafficPlanner {
  private final Desired desired;
  private final Map<TierName, TierMachines> existing;
  private final Exchange exchange;
  private final DataPlanner data;

  /** The step after which machines can join what stands before them; none where they can. */
  private final List<String> balancer;

  private final PlanDraft draft;

  TrafficPlanner(
      Desired desired,
      Map<TierName, TierMachines> existing,
      Exchange exchange,
      DataPlanner data,
      Optional<String> balancer,
      PlanDraft draft) {
    this.desired = desired;
    this.existing = existing;
    this.exchange = exchange;
    this.data = data;
    this.balancer = balancer.stream().toList();
    this.draft = draft;
  }

  /** The step that deletes a machine. */
  static String deletion(Existing machine) {
    return PlanDraft.id("delete", machine.name());
  }

  void removeBroken() {
    existing.forEach(
        (tier, machines) ->
            machines
                .broken()
                .forEach(machine -> remove(tier, machine, whyBroken(machine), List.of())));
  }

  private static String whyBroken(Existing machine) {
    if (machine.remembered() == null) {
      return "it carries the fleet's tag but no operation of ours made it";
    }
    String reason = machine.remembered().reason();
    return reason != null
        ? "it failed: " + reason
        : "it is %s at the provider and %s here"
            .formatted(
                machine.machine().state().name().toLowerCase(Locale.ROOT),
                machine.remembered().state().text());
  }

  /**
   * Joins new web machines, then lets go of the outdated and of those that are too many.
   *
   * @param ready the last step of making each tier's new machines ready
   * @param readyByMachine the same by machine
   * @return the steps by which the new ones join
   */
  List<String> plan(
      List<String> newWeb, Map<TierName, List<String>> ready, Map<String, String> readyByMachine) {
    List<String> before = new ArrayList<>(ready.getOrDefault(TierName.PROXY, List.of()));
    before.addAll(balancer);
    planInitialise(newWeb, ready, readyByMachine).ifPresent(before::add);
    Map<Integer, String> departures = firstDepartures();
    List<String> joins = new ArrayList<>();
    for (String name : newWeb) {
      List<String> needs = new ArrayList<>(before);
      needs.add(readyByMachine.getOrDefault(name, ""));
      needs.addAll(endOfBatch(exchange.batch(joins.size()) - 1, joins, departures));
      JoinMachine join = new JoinMachine(name, TierName.WEB, data.isLive(name));
      joins.add(draft.add("join", join, "it is healthy then", needs));
    }
    noteKept();
    replaceOutdated(joins, departures);
    for (TierName tier : TierName.values()) {
      removeExcess(tier, joins.isEmpty() ? balancer : joins);
    }
    return joins;
  }

  private List<String> endOfBatch(int batch, List<String> joins, Map<Integer, String> departures) {
    String departure = departures.get(batch);
    return departure == null ? exchange.inBatch(batch, joins) : List.of(departure);
  }

  private Optional<String> planInitialise(
      List<String> newWeb, Map<TierName, List<String>> ready, Map<String, String> readyByMachine) {
    boolean fresh =
        !ready.getOrDefault(TierName.DATABASE, List.of()).isEmpty()
            || (at(TierName.WEB).serving().isEmpty() && at(TierName.WEB).outdated().isEmpty());
    if (!fresh) {
      return Optional.empty();
    }
    Optional<String> machine =
        newWeb.stream()
            .findFirst()
            .or(() -> at(TierName.WEB).serving().stream().map(Existing::name).findFirst());
    return machine.map(
        name -> {
          List<String> needs = new ArrayList<>(ready.getOrDefault(TierName.DATABASE, List.of()));
          Optional.ofNullable(readyByMachine.get(name)).ifPresent(needs::add);
          return draft.add(
              "initialise",
              new InitialiseApplication(name, TierName.WEB),
              "the application's data are new here",
              needs);
        });
  }

  /** The first step of the first machine to go after each batch, which waits for its joins. */
  private Map<Integer, String> firstDepartures() {
    Map<Integer, String> firsts = new HashMap<>();
    for (int index = 0; index < exchange.going().size(); index++) {
      String first = firstStep(TierName.WEB, exchange.going().get(index));
      exchange.goesAfter(index).ifPresent(batch -> firsts.putIfAbsent(batch, first));
    }
    return firsts;
  }

  /** Machines of tiers that are never replaced by themselves, as they hold data or the port. */
  private void noteKept() {
    for (TierName tier : TierName.values()) {
      boolean wanted = Planner.tierSpec(desired, tier).machines() > 0;
      if (wanted && !Planner.isReplaceable(tier, desired)) {
        at(tier)
            .outdated()
            .forEach(
                old ->
                    draft.note(
                        "%s is kept although %s: it holds the fleet's %s"
                            .formatted(
                                old.name(),
                                whyOutdated(tier, old),
                                tier == TierName.DATABASE ? "data" : "address")));
      }
    }
  }

  private String whyOutdated(TierName tier, Existing old) {
    return String.valueOf(old.outdatedBecause(at(tier).wanted()));
  }

  /**
   * None goes before all of its batch have joined. The first of a batch to go stands for that with
   * the others, so that the steps' dependencies do not grow with the square of the machines.
   */
  private void replaceOutdated(List<String> joins, Map<Integer, String> departures) {
    for (int index = 0; index < exchange.going().size(); index++) {
      Existing old = exchange.going().get(index);
      List<String> after =
          exchange
              .goesAfter(index)
              .map(batch -> joinsBefore(old, exchange.inBatch(batch, joins), departures.get(batch)))
              .filter(steps -> !steps.isEmpty())
              .orElse(balancer);
      remove(TierName.WEB, old, "replaced: " + whyOutdated(TierName.WEB, old), after);
    }
  }

  private static List<String> joinsBefore(
      Existing old, List<String> joins, @Nullable String departure) {
    boolean isFirst = firstStep(TierName.WEB, old).equals(departure);
    return isFirst || departure == null ? joins : List.of(departure);
  }

  private void removeExcess(TierName tier, List<String> joins) {
    int wanted = Planner.tierSpec(desired, tier).machines();
    List<Existing> candidates = new ArrayList<>(at(tier).unfinished());
    candidates.addAll(at(tier).serving());
    if (!Planner.isReplaceable(tier, desired)) {
      candidates.addAll(at(tier).outdated());
    }
    int excess = candidates.size() - wanted;
    String reason = "%d %s machines are wanted".formatted(wanted, tier.text());
    List<String> allJoined = tier == TierName.DATABASE ? List.of() : joins;
    for (Existing machine : candidates.subList(0, Math.clamp(excess, 0, candidates.size()))) {
      String first = remove(tier, machine, reason, allJoined);
      allJoined = allJoined.size() > 1 ? List.of(first) : allJoined;
    }
  }

  /** Returns the first step of it. */
  private String remove(TierName tier, Existing machine, String reason, List<String> after) {
    DeleteMachine delete = new DeleteMachine(machine.name(), machine.machine().id().value());
    String first = firstStep(tier, machine);
    if (first.equals(deletion(machine))) {
      return draft.add("delete", delete, reason, after);
    }
    draft.add("drain", new DrainMachine(machine.name(), tier), reason, after);
    draft.add("delete", delete, reason, List.of(first));
    return first;
  }

  private static String firstStep(TierName tier, Existing machine) {
    boolean drained = tier == TierName.WEB && machine.mayHaveTraffic();
    return drained ? PlanDraft.id("drain", machine.name()) : deletion(machine);
  }

  private TierMachines at(TierName tier) {
    return Objects.requireNonNull(existing.get(tier), "tier was not sorted");
  }
}

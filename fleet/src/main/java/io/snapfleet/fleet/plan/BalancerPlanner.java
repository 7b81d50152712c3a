package io.snapfleet.fleet.plan;

import io.snapfleet.fleet.model.BalancedBy;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Action.DeleteBalancer;
import io.snapfleet.fleet.plan.Action.SetUpBalancer;
import io.snapfleet.provider.api.MachineId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Plans the load balancer that the provider runs for the fleet, where it shall have one. */
final class BalancerPlanner {
  private final Desired desired;
  private final Observed observed;
  private final PlanDraft draft;
  private final String name;

  BalancerPlanner(Desired desired, Observed observed, PlanDraft draft) {
    this.desired = desired;
    this.observed = observed;
    this.draft = draft;
    this.name = FleetNames.balancer(desired.spec().fleet());
  }

  /** The step after which machines may join; none where all is as wanted. */
  Optional<String> plan(Collection<String> ground, SiteFront front) {
    if (!isWanted()) {
      return Optional.empty();
    }
    Optional<ObservedBalancer> present =
        balancers().filter(one -> one.balancer().address() != null).findFirst();
    Optional<String> step = lack(present).map(reason -> setUp(reason, ground));
    step.filter(id -> present.isEmpty()).ifPresent(front::madeBy);
    return step;
  }

  private boolean isWanted() {
    return desired.spec().site().balancer() == BalancedBy.PROVIDER;
  }

  private Stream<ObservedBalancer> balancers() {
    return observed.balancers().stream().filter(one -> one.balancer().name().equals(name));
  }

  private String setUp(String reason, Collection<String> ground) {
    return draft.add("balancer", new SetUpBalancer(name), reason, ground);
  }

  private Optional<String> lack(Optional<ObservedBalancer> present) {
    return present
        .map(this::missingMember)
        .orElseGet(() -> Optional.of("visitors come to it, and it has no address yet"));
  }

  /** A run that was cut off may have left it without machines that serve. */
  private Optional<String> missingMember(ObservedBalancer present) {
    return observed.remembered().stream()
        .filter(one -> one.tier() == TierName.WEB && one.state() == MachineState.SERVING)
        .filter(one -> !isMember(one, present))
        .map(one -> one.name() + " serves and gets no requests from it")
        .findFirst();
  }

  private static boolean isMember(FleetMachine machine, ObservedBalancer present) {
    String id = machine.providerId();
    return id != null && present.members().contains(new MachineId(id));
  }

  /**
   * Lets go of what is not wanted any more.
   *
   * @param after the steps after which visitors come to something else
   */
  void release(List<String> after) {
    if (!isWanted()) {
      observed.balancers().forEach(one -> delete(one, "machines balance the load", after, draft));
    }
  }

  static String delete(
      ObservedBalancer one, String reason, Collection<String> after, PlanDraft draft) {
    DeleteBalancer delete = new DeleteBalancer(one.balancer().name(), one.balancer().id().value());
    return draft.add("delete-balancer", delete, reason, after);
  }
}

package io.snapfleet.fleet.plan;

import io.snapfleet.fleet.model.DomainName;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Action.PointDomain;
import io.snapfleet.fleet.plan.Action.ReleaseDomain;
import io.snapfleet.provider.api.AddressRecord;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans what the site's domain stands for, where the provider keeps its zone. */
final class DomainPlanner {
  private final Desired desired;
  private final Observed observed;
  private final PlanDraft draft;

  DomainPlanner(Desired desired, Observed observed, PlanDraft draft) {
    this.desired = desired;
    this.observed = observed;
    this.draft = draft;
  }

  /**
   * Lets go of a domain that is not wanted any more, and sends visitors to the front machine or
   * load balancer.
   *
   * @param traffic the steps after which it has something to show them
   * @return the step after which visitors come there; none where they do
   */
  Optional<String> plan(boolean frontIsNew, List<String> traffic) {
    Optional<DomainName> wanted = DomainName.of(desired.spec().site());
    List<AddressRecord> unwanted =
        observed.domain().stream()
            .filter(record -> !wanted.equals(Optional.of(nameOf(record))))
            .toList();
    release(unwanted, "the fleet has another domain now", draft);
    return wanted.flatMap(name -> point(name, frontIsNew, traffic));
  }

  private Optional<String> point(DomainName domain, boolean frontIsNew, List<String> traffic) {
    Set<String> standsFor =
        observed.domain().stream()
            .filter(record -> nameOf(record).equals(domain))
            .map(AddressRecord::address)
            .collect(Collectors.toSet());
    if (!frontIsNew && standsFor.equals(frontAddress())) {
      return Optional.empty();
    }
    return Optional.of(
        draft.add(
            "domain",
            new PointDomain(domain.toString(), domain.zone(), domain.name()),
            standsFor.isEmpty()
                ? "it stands for nothing"
                : "it stands for " + String.join(", ", standsFor),
            traffic));
  }

  private Set<String> frontAddress() {
    return desired
        .spec()
        .front()
        .map(this::machineAddresses)
        .orElseGet(() -> observed.balancers().stream().map(one -> one.balancer().address()))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private Stream<@Nullable String> machineAddresses(TierName front) {
    return observed.remembered().stream()
        .filter(machine -> machine.tier() == front)
        .map(FleetMachine::address);
  }

  /** Takes names out of their zones. */
  static void release(List<AddressRecord> records, String reason, PlanDraft draft) {
    records.stream()
        .map(DomainPlanner::nameOf)
        .distinct()
        .forEach(
            name ->
                draft.add(
                    "release",
                    new ReleaseDomain(name.toString(), name.zone(), name.name()),
                    reason,
                    List.of()));
  }

  private static DomainName nameOf(AddressRecord record) {
    return new DomainName(record.zone(), record.name());
  }
}

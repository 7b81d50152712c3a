package io.snapfleet.fleet.plan;

import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.TierName;
import java.util.ArrayList;
import java.util.List;

/**
 * What visitors come to first, a machine or a load balancer of the provider's, and the steps that
 * give the site its address. Not thread-safe.
 */
final class SiteFront {
  private final FleetSpec spec;

  /** Whether the site's address is not known before what visitors come to is there. */
  private final boolean addressFollows;

  private final List<String> makers = new ArrayList<>();

  SiteFront(Desired desired, Observed observed) {
    this.spec = desired.spec();
    boolean atPort = spec.front().isPresent() && observed.publishesPorts();
    this.addressFollows = spec.site().isPublished() && spec.site().domain() == null && !atPort;
  }

  boolean is(TierName tier) {
    return spec.front().filter(tier::equals).isPresent();
  }

  /** Whether the tier's machines answer at the site's address. */
  boolean isAt(TierName tier) {
    return spec.site().isPublished() && is(tier);
  }

  /** A step makes what visitors come to, with an address of its own. */
  void madeBy(String step) {
    makers.add(step);
  }

  /** Whether the site gets another address. */
  boolean isNew() {
    return !makers.isEmpty();
  }

  /** The steps that a machine of this tier must wait for to be told the site's address. */
  List<String> neededBy(TierName tier) {
    return addressFollows && !is(tier) ? List.copyOf(makers) : List.of();
  }
}

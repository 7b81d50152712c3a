package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.SiteSpec;
import io.snapfleet.fleet.plan.Action.LaunchMachine;
import io.snapfleet.fleet.plan.Desired;
import io.snapfleet.fleet.plan.Observed;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.fleet.plan.Step;
import io.snapfleet.provider.api.Demand;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.api.PublishedPort;
import java.util.List;

/**
 * The port of this computer that visitors come to: the one the fleet file names, else the one the
 * fleet has had, else any that is free.
 *
 * @param lost the one that the fleet has had and somebody else has now; 0 where there is none
 */
record SitePort(int number, int lost) {
  static SitePort choose(
      Surroundings surroundings, Provider provider, Desired desired, Observed observed, Plan plan) {
    SiteSpec site = desired.spec().site();
    if (site.port() != 0) {
      return new SitePort(site.port(), 0);
    }
    int known =
        surroundings
            .store()
            .fleet(desired.spec().fleet())
            .map(FleetRecord::publishedPort)
            .orElse(0);
    boolean lost =
        known != 0
            && isFree(observed, plan)
            && isTaken(site.address(), known, provider, surroundings.retry());
    return known == 0 || lost
        ? new SitePort(surroundings.freePort().get(), lost ? known : 0)
        : new SitePort(known, 0);
  }

  /** The same plan, saying where the site was that is elsewhere now. */
  Plan note(Plan plan, Desired desired) {
    return lost == 0
        ? plan
        : plan.noting(
            "port %d of %s, which the fleet had, is in use: the site gets another free one"
                .formatted(lost, desired.spec().site().address()));
  }

  /** Whether no machine has the port, nor was told it as a part of the site's address. */
  private static boolean isFree(Observed observed, Plan plan) {
    return observed.publishesPorts()
        && observed.machines().isEmpty()
        && plan.steps().stream()
            .map(Step::action)
            .anyMatch(action -> action instanceof LaunchMachine launch && launch.publish());
  }

  /** What is wrong with any port of the address is not this one's fault. */
  private static boolean isTaken(String address, int port, Provider provider, ProviderRetry retry) {
    return !isPublishable(new PublishedPort(address, port, 80), provider, retry)
        && isPublishable(new PublishedPort(address, 0, 80), provider, retry);
  }

  private static boolean isPublishable(PublishedPort port, Provider provider, ProviderRetry retry) {
    return retry.call(() -> provider.preflight(new Demand(List.of(), 0, List.of(port)))).isEmpty();
  }
}

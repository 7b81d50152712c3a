package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.BalancedBy;
import io.snapfleet.fleet.plan.Desired;
import io.snapfleet.fleet.plan.Observed;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.Price;
import io.snapfleet.provider.api.Pricing;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.recipe.TierRecipe;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Tells in a plan what the fleet will cost, where the provider tells prices. It tells none of its
 * load balancers, so a fleet with one costs at least that.
 */
final class FleetCost {
  private static final long GIBIBYTE = 1L << 30;

  private final Pricing pricing;
  private BigDecimal hourly = BigDecimal.ZERO;
  private BigDecimal monthly = BigDecimal.ZERO;
  private String currency = "";
  private boolean complete = true;

  private FleetCost(Pricing pricing) {
    this.pricing = pricing;
  }

  /** The plan, with a note on costs if it changes something. */
  static Plan note(Plan plan, Desired desired, Observed observed, Provider provider) {
    if (plan.isEmpty() || !provider.capabilities().contains(Capability.PRICES)) {
      return plan;
    }
    FleetCost now = of(observed, provider.pricing());
    FleetCost then = of(desired, provider.pricing());
    return plan.noting("the fleet then costs " + then.text() + "; now " + now.text());
  }

  private static FleetCost of(Observed observed, Pricing pricing) {
    FleetCost cost = new FleetCost(pricing);
    cost.complete = observed.balancers().isEmpty();
    observed.machines().forEach(machine -> cost.addMachines(1, machine.size()));
    observed.volumes().forEach(volume -> cost.addVolumes(1, volume.sizeBytes()));
    return cost;
  }

  private static FleetCost of(Desired desired, Pricing pricing) {
    FleetCost cost = new FleetCost(pricing);
    cost.complete = desired.spec().site().balancer() == BalancedBy.MACHINES;
    desired
        .spec()
        .tiers()
        .forEach(
            (tier, spec) -> {
              cost.addMachines(spec.machines(), spec.size());
              long volumes =
                  desired.recipe().tiers().stream()
                      .filter(one -> one.tier().equals(tier.text()))
                      .map(TierRecipe::dataDirectories)
                      .mapToLong(directories -> directories.size())
                      .sum();
              cost.addVolumes(spec.machines() * volumes, spec.volumeBytes());
            });
    return cost;
  }

  private void addMachines(long number, String size) {
    if (number > 0) {
      add(BigDecimal.valueOf(number), pricing.ofMachine(size));
    }
  }

  private void addVolumes(long number, long bytes) {
    if (number > 0) {
      long gibibytes = Math.ceilDiv(bytes, GIBIBYTE);
      add(BigDecimal.valueOf(number * gibibytes), pricing.ofVolumeGibibyte());
    }
  }

  private void add(BigDecimal times, Optional<Price> price) {
    complete &= price.isPresent();
    price.ifPresent(
        one -> {
          hourly = hourly.add(one.perHour().multiply(times));
          monthly = monthly.add(one.perMonth().multiply(times));
          currency = one.currency().getCurrencyCode();
        });
  }

  private String text() {
    if (complete && currency.isEmpty()) {
      return "nothing";
    }
    return "%s%s %s a month, %s an hour"
        .formatted(
            complete ? "" : "at least ",
            monthly.setScale(2, RoundingMode.HALF_UP),
            currency,
            hourly.setScale(4, RoundingMode.HALF_UP));
  }
}

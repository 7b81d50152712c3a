package io.snapfleet.fleet.plan;

import io.snapfleet.fleet.model.TierName;
import java.util.Set;

/**
 * Names of what a fleet consists of. They are unique at the provider and the same whenever the same
 * thing is planned again, which makes them the tokens of idempotency.
 */
public final class FleetNames {
  private FleetNames() {}

  public static String network(String fleet) {
    return fleet + "-net";
  }

  public static String firewall(String fleet) {
    return fleet + "-fw";
  }

  /** The load balancer that the provider runs. */
  public static String balancer(String fleet) {
    return fleet + "-lb";
  }

  public static String machine(String fleet, TierName tier, int number) {
    return fleet + "-" + tier.text() + "-" + number;
  }

  public static String volume(String machine, int number) {
    return machine + "-data-" + number;
  }

  public static boolean isVolumeOf(String volume, String machine) {
    return volume.startsWith(machine + "-data-");
  }

  public static String image(String fleet, String setId, TierName tier) {
    return fleet + "-" + setId + "-" + tier.text();
  }

  public static String volumeSnapshot(String image, int number) {
    return image + "-data-" + number;
  }

  /** Hands out machine names of a tier that are not taken, lowest number first. */
  static final class Unused {
    private final String fleet;
    private final TierName tier;
    private final Set<String> taken;
    private int number;

    Unused(String fleet, TierName tier, Set<String> taken) {
      this.fleet = fleet;
      this.tier = tier;
      this.taken = taken;
    }

    String next() {
      String name;
      do {
        number++;
        name = machine(fleet, tier, number);
      } while (taken.contains(name));
      return name;
    }
  }
}

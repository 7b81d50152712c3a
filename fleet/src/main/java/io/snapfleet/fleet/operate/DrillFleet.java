package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.BackupSpec;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.SiteSpec;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import java.util.EnumMap;
import java.util.Map;

/** What a throw-away fleet is that stands for a live one, and what a drill's is called. */
final class DrillFleet {
  private static final String MARK = "-drill-";

  private DrillFleet() {}

  static String name(String fleet, String drill) {
    return ThrowAwayFleets.name(fleet, MARK, drill);
  }

  /**
   * The least that can show that the application works: one machine with its data, one that serves
   * it, no load balancer, no visitors, and nothing on a schedule.
   */
  static FleetSpec spec(FleetSpec live, String name) {
    Map<TierName, TierSpec> tiers = new EnumMap<>(TierName.class);
    live.tiers()
        .forEach(
            (tier, spec) -> {
              if (tier != TierName.PROXY && spec.machines() > 0) {
                tiers.put(tier, new TierSpec(1, spec.size(), spec.volumeBytes()));
              }
            });
    return new FleetSpec(
        name,
        live.provider(),
        live.application(),
        SiteSpec.unpublished(live.site().title()),
        tiers,
        live.deadlines(),
        BackupSpec.DEFAULT);
  }
}

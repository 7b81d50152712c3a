package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.BackupSpec;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.SiteSpec;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import java.util.EnumMap;
import java.util.Map;

/** What a drill's throw-away fleet is called, and what it is. */
final class DrillFleet {
  private static final String MARK = "-drill-";
  private static final int LONGEST_NAME = 30;
  private static final int ID_CHARACTERS = 4;

  private DrillFleet() {}

  /**
   * A fleet's name, cut where the whole would be too long for one, and the drill's first letters.
   */
  static String name(String fleet, String drill) {
    String end = MARK + drill.substring(0, ID_CHARACTERS);
    String begin = fleet.substring(0, Math.min(fleet.length(), LONGEST_NAME - end.length()));
    return begin.replaceAll("-+$", "") + end;
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

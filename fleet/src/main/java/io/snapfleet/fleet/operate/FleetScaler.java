package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Pace;
import java.util.Map;
import java.util.stream.Collectors;

/** Changes how many machines tiers of a fleet have. */
final class FleetScaler {
  private FleetScaler() {}

  static DeployRequest request(FleetRecord fleet, Map<TierName, Integer> machines) {
    machines.forEach((tier, number) -> refuse(fleet, tier, number));
    String detail =
        machines.entrySet().stream()
            .map(entry -> entry.getKey().text() + "=" + entry.getValue())
            .sorted()
            .collect(Collectors.joining(" "));
    return new DeployRequest(
        fleet.spec().scaled(machines),
        null,
        Operation.Kind.SCALE,
        detail,
        true,
        false,
        Pace.AT_ONCE);
  }

  private static void refuse(FleetRecord fleet, TierName tier, int machines) {
    if (!fleet.spec().tiers().containsKey(tier)) {
      throw OperationException.badRequest(
          "fleet %s has no tier %s".formatted(fleet.name(), tier.text()),
          "tier " + tier.text(),
          "name one of: "
              + fleet.spec().tiers().keySet().stream()
                  .sorted()
                  .map(TierName::text)
                  .collect(Collectors.joining(", ")));
    }
    if (tier != TierName.WEB) {
      throw OperationException.badRequest(
          "tier %s always has the number of machines the fleet file says".formatted(tier.text()),
          "tier " + tier.text(),
          "scale web, or change the fleet file and run 'snapfleet up'");
    }
    if (machines > 1 && !fleet.spec().isBalanced()) {
      throw OperationException.badRequest(
          "more than one web machine needs a proxy before it",
          "tier web",
          "add a proxy to the fleet file and run 'snapfleet up'");
    }
    if (machines < 1 || machines > 10_000) {
      throw OperationException.badRequest(
          "%d is not a number of web machines".formatted(machines), "web", "give 1 to 10000");
    }
  }
}

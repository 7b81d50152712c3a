package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Desired;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.recipe.Stage;
import java.util.Map;

/**
 * Writes one piece of content into an application, through the recipe's own script. Thread-safe.
 */
final class SampleContent {
  private final Surroundings surroundings;

  SampleContent(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  void write(FleetRecord fleet, String title, String text) {
    Desired desired =
        new Desired(
            fleet.spec(), surroundings.recipes().find(fleet.spec().application().recipe()), null);
    try (FleetLease lease = surroundings.store().acquire(fleet.name(), surroundings.owner());
        Provider provider = surroundings.providers().open(fleet.spec().provider())) {
      RunningOperation running =
          RunningOperation.begin(
              surroundings, lease, provider, operation(fleet), ProgressListener.SILENT);
      running.finish(
          () -> {
            try (FleetContext context = running.context(desired, fleet.publishedPort())) {
              new MachineScripts(context)
                  .run(
                      servingWeb(fleet),
                      Stage.SAMPLE,
                      Map.of("SAMPLE_TITLE", title, "SAMPLE_TEXT", text),
                      fleet.spec().deadlines().configure());
            }
            return fleet;
          });
    }
  }

  private FleetMachine servingWeb(FleetRecord fleet) {
    return surroundings.store().machines(fleet.name()).stream()
        .filter(machine -> machine.tier() == TierName.WEB)
        .filter(machine -> machine.state() == MachineState.SERVING)
        .findFirst()
        .orElseThrow(
            () ->
                OperationException.badRequest(
                    "no web machine of fleet " + fleet.name() + " is serving",
                    "tier web",
                    "bring the fleet up first: 'snapfleet up'"));
  }

  private Operation operation(FleetRecord fleet) {
    return surroundings.operation(fleet.name(), Operation.Kind.SAMPLE, "");
  }
}

package io.snapfleet.provider.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.provider.api.FirewallRules;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.Volume;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole fleets: told apart by their tags, found again by a new process, gone without a rest. */
interface FleetContract extends Contract {
  @Test
  default void twoFleetsWithTheSameLabelsNeverSeeEachOther() {
    makeOneOfEach(fleet());
    List<Object> ours = everything(fleet());

    makeOneOfEach(otherFleet());

    assertThat(everything(fleet())).isEqualTo(ours);
    assertThat(everything(otherFleet())).hasSameSizeAs(ours).doesNotContainAnyElementsOf(ours);
    otherFleet().deleteAll();
    assertThat(everything(otherFleet())).isEmpty();
    assertThat(everything(fleet())).isEqualTo(ours);
  }

  @Test
  default void selectorMatchesEveryLabelExactly() {
    MachineRequest request = fleet().request(fleet().named("web-1"));
    Machine machine =
        fleet().compute().create(fleet().tagged(request.tags().with(Tags.MACHINE, "m-1"), request));
    Tags selector = fleet().all().with(Tags.TIER, "web");

    assertThat(fleet().compute().machines(selector.with(Tags.MACHINE, "m-1")))
        .extracting(Machine::id)
        .containsExactly(machine.id());
    assertThat(fleet().compute().machines(selector.with(Tags.MACHINE, "m"))).isEmpty();
    assertThat(fleet().compute().machines(selector.with(Tags.MACHINE, "m-11"))).isEmpty();
    assertThat(fleet().compute().machines(fleet().all().with(Tags.TIER, "database"))).isEmpty();
    assertThat(fleet().compute().machines(selector.with(Tags.SNAPSHOT_SET, "s"))).isEmpty();
  }

  @Test
  default void restartedProcessSeesEverything() {
    makeOneOfEach(fleet());
    List<Object> before = everything(fleet());
    assertThat(before).hasSize(6);

    assertThat(everything(reopenedFleet())).isEqualTo(before);
  }

  @Test
  default void nothingIsLeftWhenEverythingIsDeleted() {
    makeOneOfEach(fleet());

    fleet().deleteAll();

    assertThat(everything(fleet())).isEmpty();
    assertThat(everything(reopenedFleet())).isEmpty();
  }

  private static void makeOneOfEach(ConformanceFleet fleet) {
    Volume volume = fleet.volume("data");
    fleet.storage().snapshot(volume.id(), fleet.named("copy"), fleet.tags());
    MachineRequest request = fleet.mounting(volume, fleet.request(fleet.named("web-1")));
    fleet.capture(fleet.compute().create(request), "image");
    fleet
        .provider()
        .firewalls()
        .apply(
            new FirewallRules(fleet.named("rules"), fleet.tags(), fleet.network().id(), List.of()));
  }

  /** The ids of all that the fleet's tags select. */
  private static List<Object> everything(ConformanceFleet fleet) {
    List<Object> ids = new ArrayList<>();
    fleet.compute().machines(fleet.all()).forEach(machine -> ids.add(machine.id()));
    fleet.compute().images(fleet.all()).forEach(image -> ids.add(image.id()));
    fleet.storage().volumes(fleet.all()).forEach(volume -> ids.add(volume.id()));
    fleet.storage().snapshots(fleet.all()).forEach(snapshot -> ids.add(snapshot.id()));
    fleet.provider().firewalls().firewalls(fleet.all()).forEach(f -> ids.add(f.id()));
    fleet.provider().networks().networks(fleet.all()).forEach(n -> ids.add(n.id()));
    return ids;
  }
}

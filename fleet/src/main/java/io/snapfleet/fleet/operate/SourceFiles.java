package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.ApplicationSpec.SourceSpec;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Desired;
import io.snapfleet.fleet.plan.FrozenSettings;
import io.snapfleet.fleet.plan.Observed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the source directory of a fleet holds, and what its web machines were installed with. */
final class SourceFiles {
  private SourceFiles() {}

  /**
   * The same wish, with what the directory holds now where that is known of what there is: of
   * machines that serve, or of the set that they come from. Else it is not read.
   */
  static Desired complete(Desired desired, Observed observed) {
    SnapshotSet set = desired.source();
    boolean known =
        desired.image(TierName.WEB) == null
            ? observed.remembered().stream().anyMatch(machine -> machine.source() != null)
            : set != null && FrozenSettings.files(set) != null;
    return known ? desired.holding(now(desired.spec())) : desired;
  }

  /** The fingerprint of the spec's source directory; null where there is none. */
  static @Nullable String now(FleetSpec spec) {
    SourceSpec source = spec.application().source();
    if (source == null || !Files.isDirectory(Path.of(source.path()))) {
      return null;
    }
    try {
      return SourceFingerprint.of(Path.of(source.path()));
    } catch (IOException unread) {
      throw new OperationException(
          OperationException.Kind.FAILED,
          "the source directory cannot be read: " + unread,
          "application.source.path",
          "make all of " + source.path() + " readable, and leave it alone meanwhile");
    }
  }

  /** What images of these machines would hold: what the eldest web machine that serves does. */
  static @Nullable String inImages(List<FleetMachine> machines) {
    return machines.stream()
        .filter(machine -> machine.tier() == TierName.WEB)
        .filter(machine -> machine.state() == MachineState.SERVING)
        .min(Comparator.comparing(FleetMachine::launchedAt).thenComparing(FleetMachine::name))
        .map(FleetMachine::source)
        .orElse(null);
  }
}

package io.snapfleet.bench.scale;

import io.snapfleet.bench.measure.MachineLoad;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the phases took, as a table or as data.
 *
 * @param cloud how the cloud was started
 */
record ScaleReport(MachineLoad load, List<String> cloud, List<Phase> phases) {
  ScaleReport {
    cloud = List.copyOf(cloud);
    phases = List.copyOf(phases);
  }

  String text() {
    String rows =
        phases.stream()
            .map(
                phase ->
                    String.format(
                        Locale.ROOT,
                        "%-28s %9d %9.1f %8d %12.2f %8d%n",
                        phase.name(),
                        phase.machines(),
                        phase.seconds(),
                        phase.calls(),
                        phase.callsPerMachine(),
                        phase.peakMegabytes()))
            .collect(Collectors.joining());
    return "%-28s %9s %9s %8s %12s %8s%n"
            .formatted("PHASE", "MACHINES", "SECONDS", "CALLS", "PER MACHINE", "PEAK MB")
        + rows
        + "The cloud: "
        + String.join(" ", cloud)
        + ". "
        + load
        + "\n";
  }

  String json() {
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(this);
  }
}

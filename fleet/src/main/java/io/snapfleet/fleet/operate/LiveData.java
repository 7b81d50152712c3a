package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.Transition;
import io.snapfleet.fleet.plan.Desired;
import io.snapfleet.fleet.plan.FleetNames;
import io.snapfleet.fleet.plan.Observed;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.Volume;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds what has been in service, and so has what visitors changed: machines that served since they
 * were launched, and volumes whose machine served since they were made. Goes by the order in which
 * things were written down, not by clocks. Thread-safe.
 */
final class LiveData {
  private final Store store;

  LiveData(Store store) {
    this.store = store;
  }

  /** The same, with what is live marked where the plan depends on it. */
  Observed mark(Desired desired, Observed observed) {
    if (desired.newerData() == null && desired.spec().backup().freshness() == null) {
      return observed;
    }
    List<Transition> transitions = store.transitions(desired.spec().fleet());
    Set<String> live = liveMachines(transitions);
    Set<String> volumes =
        observed.volumes().stream()
            .filter(volume -> isLive(volume, transitions, live))
            .map(Volume::name)
            .collect(Collectors.toSet());
    live.addAll(volumes);
    return observed.withLive(live);
  }

  private static Set<String> liveMachines(List<Transition> transitions) {
    Set<String> live = new HashSet<>();
    for (Transition transition : transitions) {
      switch (transition.state()) {
        case SERVING -> live.add(transition.machine());
        case PLANNED, CREATING, GONE -> live.remove(transition.machine());
        default -> {
          // It has the data it had.
        }
      }
    }
    return live;
  }

  /** Its machine may be another by now, of the same name. */
  private static boolean isLive(Volume volume, List<Transition> transitions, Set<String> machines) {
    String maker = volume.tags().get(Tags.OPERATION).orElse("");
    return machines.stream().anyMatch(machine -> FleetNames.isVolumeOf(volume.name(), machine))
        || transitions.stream()
            .dropWhile(transition -> !transition.operation().equals(maker))
            .filter(transition -> transition.state() == MachineState.SERVING)
            .anyMatch(served -> FleetNames.isVolumeOf(volume.name(), served.machine()));
  }
}

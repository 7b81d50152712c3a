package io.snapfleet.fleet.plan;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.Tags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The existing machines of one tier, sorted by what is to become of them.
 *
 * @param wanted what they shall be
 * @param serving as wanted, and serving
 * @param unfinished as wanted, and on the way to serving
 * @param outdated serving or on the way, but from another image or of another size than wanted
 * @param broken failed, stopped, unknown to us, or already being taken out
 */
record TierMachines(
    Wanted wanted,
    List<Existing> serving,
    List<Existing> unfinished,
    List<Existing> outdated,
    List<Existing> broken) {
  private static final Set<MachineState> UNWANTED =
      EnumSet.of(
          MachineState.FAILED, MachineState.DRAINING, MachineState.DELETING, MachineState.GONE);

  /** A machine may have failed while it joined. */
  private static final Set<MachineState> MAY_HAVE_TRAFFIC =
      EnumSet.of(
          MachineState.JOINING, MachineState.SERVING, MachineState.DRAINING, MachineState.FAILED);

  /** A machine at the provider and what we remember of it. */
  record Existing(Machine machine, @Nullable FleetMachine remembered) {
    String name() {
      return machine.name();
    }

    boolean mayHaveTraffic() {
      return remembered != null && MAY_HAVE_TRAFFIC.contains(remembered.state());
    }

    boolean isBroken() {
      return remembered == null
          || UNWANTED.contains(remembered.state())
          || machine.state() == Machine.State.FAILED
          || machine.state() == Machine.State.STOPPED;
    }

    boolean isServing() {
      return remembered != null && remembered.state() == MachineState.SERVING;
    }

    /** Why it is not what is wanted, or null when it is. */
    @Nullable String outdatedBecause(Wanted wanted) {
      TierSpec spec = wanted.spec();
      TierImage image = wanted.image();
      if (!machine.size().equals(spec.size())) {
        return "size changed from " + machine.size() + " to " + spec.size();
      }
      if (remembered == null) {
        return null;
      }
      return image == null ? installedOtherwise(remembered, wanted) : ofAnother(image, remembered);
    }

    private static @Nullable String installedOtherwise(FleetMachine remembered, Wanted wanted) {
      return remembered.setId() == null
          ? wanted.software().orElse(ofOtherFiles(remembered, wanted))
          : "it is of snapshot set %s, and the fleet of none".formatted(remembered.setId());
    }

    /** What is not known is held to be the same. */
    private static @Nullable String ofOtherFiles(FleetMachine remembered, Wanted wanted) {
      boolean known = remembered.source() != null && wanted.files() != null;
      return known && !Objects.equals(remembered.source(), wanted.files())
          ? "the files of application.source changed"
          : null;
    }

    /** The sets may differ: what counts is what the machine was made of. */
    private static @Nullable String ofAnother(TierImage image, FleetMachine remembered) {
      boolean same = remembered.setId() != null && image.image().equals(remembered.image());
      return same
          ? null
          : "image changed from %s to %s".formatted(remembered.image(), image.image());
    }
  }

  /**
   * What machines of a tier shall be.
   *
   * @param image what they are made of; null where they are installed
   * @param software why those that were installed before are not as wanted; empty where they are
   * @param files the fingerprint of what they are to be installed with; null where any will do
   */
  record Wanted(
      TierSpec spec,
      @Nullable TierImage image,
      Optional<String> software,
      @Nullable String files) {}

  static TierMachines sort(TierName tier, Wanted wanted, boolean replaceable, Observed observed) {
    Map<String, FleetMachine> byName =
        observed.remembered().stream()
            .collect(Collectors.toMap(FleetMachine::name, Function.identity()));
    TierMachines sorted =
        new TierMachines(
            wanted, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    observed.machines().stream()
        .filter(machine -> machine.tags().get(Tags.TIER).filter(tier.text()::equals).isPresent())
        .map(machine -> new Existing(machine, byName.get(machine.name())))
        .sorted(
            Comparator.comparing((Existing one) -> one.machine().createdAt())
                .thenComparing(Existing::name))
        .forEach(existing -> sorted.place(existing, replaceable));
    return sorted;
  }

  /** One that is not replaceable has to be finished first, whatever it was made of. */
  private void place(Existing existing, boolean replaceable) {
    if (existing.isBroken()) {
      broken.add(existing);
    } else if (existing.outdatedBecause(wanted) != null && (replaceable || existing.isServing())) {
      outdated.add(existing);
    } else if (existing.isServing()) {
      serving.add(existing);
    } else {
      unfinished.add(existing);
    }
  }

  Set<String> names() {
    Set<String> names = new HashSet<>();
    for (List<Existing> group : List.of(serving, unfinished, outdated, broken)) {
      group.forEach(existing -> names.add(existing.name()));
    }
    return names;
  }
}

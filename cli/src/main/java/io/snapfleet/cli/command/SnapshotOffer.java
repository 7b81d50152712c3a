package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Prompt;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.operate.FleetEngine;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Asks the person at the terminal whether a fleet without machines shall be built from one of its
 * snapshot sets. Who cannot be asked, and a fleet without a set at its provider, is not asked.
 */
record SnapshotOffer(FleetEngine engine, Prompt prompt) {
  /** The first characters of the set that was chosen; none to install from scratch. */
  Optional<String> ask(FleetSpec spec) {
    List<SnapshotSet> sets = prompt.possible() && !isThere(spec) ? sets(spec) : List.of();
    if (sets.isEmpty()) {
      return Optional.empty();
    }
    String question =
        "Build it from a snapshot set? There %s. Its id, or nothing to install from scratch:"
            .formatted(
                sets.stream()
                    .map(set -> set.id() + " of " + set.takenAt().truncatedTo(ChronoUnit.SECONDS))
                    .collect(Collectors.joining(", ", sets.size() == 1 ? "is " : "are ", "")));
    return Optional.of(prompt.ask(question, "")).filter(answer -> !answer.isEmpty());
  }

  private boolean isThere(FleetSpec spec) {
    return engine.fleets().stream()
        .filter(fleet -> fleet.name().equals(spec.fleet()))
        .anyMatch(fleet -> fleet.state() != FleetRecord.State.DOWN);
  }

  /** Newest first. */
  private List<SnapshotSet> sets(FleetSpec spec) {
    return engine.snapshotSets().stream()
        .filter(set -> set.fleet().equals(spec.fleet()))
        .filter(set -> set.spec().provider().name().equals(spec.provider().name()))
        .sorted(Comparator.comparing(SnapshotSet::takenAt).reversed())
        .toList();
  }
}

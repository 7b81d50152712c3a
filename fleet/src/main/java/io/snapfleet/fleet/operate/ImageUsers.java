package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.state.Store;
import java.util.List;
import java.util.stream.Stream;

/** Who would miss an image, as the store was when this was made. */
final class ImageUsers {
  private final List<SnapshotSet> sets;
  private final List<FleetRecord> fleets;
  private final List<FleetMachine> machines;
  private final List<ImageTrial> trials;

  ImageUsers(Store store) {
    this.sets = store.snapshotSets();
    this.fleets = store.fleets();
    this.machines =
        fleets.stream().flatMap(fleet -> store.machines(fleet.name()).stream()).toList();
    this.trials =
        store.imageTrials().stream()
            .filter(trial -> trial.state() == ImageTrial.State.RUNNING)
            .filter(trial -> store.leaseHolder(trial.throwAway()).isPresent())
            .toList();
  }

  /** A clause for each, the one first that matters most. */
  List<String> of(ProviderSpec provider, String image) {
    String place = provider.place();
    return Stream.of(lastGood(place, image), inSets(place, image), of(image), onTrial(place, image))
        .flatMap(clauses -> clauses)
        .distinct()
        .toList();
  }

  private Stream<String> lastGood(String place, String image) {
    return fleets.stream()
        .filter(fleet -> fleet.spec().provider().place().equals(place))
        .filter(fleet -> fleet.lastGood().containsValue(image))
        .map(fleet -> "fleet %s serves from it".formatted(fleet.name()));
  }

  private Stream<String> inSets(String place, String image) {
    return sets.stream()
        .filter(set -> set.spec().provider().place().equals(place))
        .filter(set -> set.tiers().values().stream().anyMatch(one -> one.image().equals(image)))
        .map(set -> "snapshot set %s of fleet %s has it".formatted(set.id(), set.fleet()));
  }

  private Stream<String> of(String image) {
    return machines.stream()
        .filter(machine -> machine.image().equals(image))
        .map(machine -> "machine %s is made of it".formatted(machine.name()));
  }

  private Stream<String> onTrial(String place, String image) {
    return trials.stream()
        .filter(trial -> trial.provider().place().equals(place) && trial.images().contains(image))
        .map(trial -> "it is being tried in " + trial.throwAway());
  }
}

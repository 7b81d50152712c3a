package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.Store;
import java.util.List;

/**
 * Removes the throw-away fleets that images were tried in. A trial that was cut off says nothing of
 * its images. Thread-safe.
 */
final class TrialLeftovers {
  private final Surroundings surroundings;
  private final Store store;
  private final ThrowAwayFleets fleets;

  TrialLeftovers(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.store = surroundings.store();
    this.fleets = new ThrowAwayFleets(surroundings);
  }

  /** Trials that nobody carries out, and of which something is left. */
  List<ImageTrial> all() {
    return store.imageTrials().stream()
        .filter(
            trial -> fleets.isLeft(trial.throwAway(), trial.state() == ImageTrial.State.RUNNING))
        .toList();
  }

  /** Of trials at one provider, which is asked anyway. */
  void removeAt(ProviderSpec provider, ProgressListener listener) {
    all().stream()
        .filter(trial -> trial.provider().place().equals(provider.place()))
        .forEach(trial -> remove(trial, listener));
  }

  /** Of trials for a fleet, or in it. */
  void removeOf(String fleet, ProgressListener listener) {
    all().stream()
        .filter(trial -> fleet.equals(trial.fleet()) || fleet.equals(trial.throwAway()))
        .forEach(trial -> remove(trial, listener));
  }

  /** Removes what the trial left that this operation is, or is to clear away after. */
  void remove(Operation operation, ProgressListener listener) {
    store.imageTrials().stream()
        .filter(trial -> trial.throwAway().equals(operation.fleet()))
        .forEach(trial -> remove(trial, listener));
  }

  private void remove(ImageTrial trial, ProgressListener listener) {
    fleets.remove(
        new ThrowAwayFleets.Made(
            trial.throwAway(), "the trial of images in " + trial.throwAway(), trial.provider()),
        operation(trial),
        listener,
        lease -> writeDown(trial, lease));
  }

  /** The same, within an operation on the throw-away fleet. */
  void remove(ImageTrial trial, RunningOperation within) {
    fleets.remove(trial.throwAway(), within);
    writeDown(trial, within.lease());
  }

  private void writeDown(ImageTrial trial, FleetLease lease) {
    store.imageTrials().stream()
        .filter(one -> one.id().equals(trial.id()) && one.state() == ImageTrial.State.RUNNING)
        .map(
            one ->
                one.ended(
                    ImageTrial.State.UNDECIDED,
                    surroundings.clock().instant(),
                    "its process ended before it did"))
        .forEach(lease::saveImageTrial);
  }

  private Operation operation(ImageTrial trial) {
    return surroundings.operation(
        trial.throwAway(),
        Operation.Kind.VERIFY_IMAGE,
        "remove what is left of a trial of " + String.join(", ", trial.images()));
  }
}

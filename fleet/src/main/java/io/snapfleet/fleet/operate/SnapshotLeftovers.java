package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.SecretScope;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.api.Tags;
import java.util.Map;

/**
 * Removes snapshot sets that are not, or no longer, complete: with what the provider has under
 * their tag, and last the memory of them, so that it can be cut off anywhere and done again.
 */
final class SnapshotLeftovers {
  private final Store store;
  private final FleetLease lease;
  private final Provider provider;
  private final ProviderCalls calls;
  private final ListLag lag;

  SnapshotLeftovers(
      Surroundings surroundings, FleetLease lease, Provider provider, ProviderCalls calls) {
    this.store = surroundings.store();
    this.lag = new ListLag(surroundings);
    this.lease = lease;
    this.provider = provider;
    this.calls = calls;
  }

  /** Removes all of this fleet's incomplete sets. */
  void remove() {
    store.snapshotSets().stream()
        .filter(set -> set.fleet().equals(lease.fleet()))
        .filter(set -> set.state() != SnapshotSet.State.COMPLETE)
        .forEach(this::remove);
  }

  /** A copy that was booted to be cleaned. */
  private void delete(String step, Machine machine) {
    calls.change(
        step, "compute.delete", machine.name(), () -> provider.compute().delete(machine.id()));
    lease.saveSecrets(SecretScope.ofMachine(lease.fleet(), machine.name()), Map.of());
  }

  /** Removes one set; its state must say already that it is not complete. */
  void remove(SnapshotSet set) {
    Tags tags = Tags.ofFleet(set.fleet()).with(Tags.SNAPSHOT_SET, set.id());
    String step = "remove-set:" + set.id();
    lag.await(provider, set.fleet());
    calls.read(() -> provider.compute().machines(tags)).forEach(machine -> delete(step, machine));
    calls
        .read(() -> provider.compute().images(tags))
        .forEach(
            image ->
                calls.change(
                    step,
                    "compute.deleteImage",
                    image.name(),
                    () -> provider.compute().deleteImage(image.id())));
    calls
        .read(() -> provider.blockStorage().snapshots(tags))
        .forEach(
            snapshot ->
                calls.change(
                    step,
                    "volumes.deleteSnapshot",
                    snapshot.name(),
                    () -> provider.blockStorage().deleteSnapshot(snapshot.id())));
    lease.saveSecrets(SecretScope.ofSet(set.id()), Map.of());
    lease.removeSnapshotSet(set.id());
  }
}

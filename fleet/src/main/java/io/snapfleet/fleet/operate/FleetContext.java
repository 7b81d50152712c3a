package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.plan.Step;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.recipe.Recipe;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of one operation work with.
 *
 * @param source the snapshot set that new machines are made of; null where they are installed
 * @param publishedPort the port of this computer that visitors come to, where the provider can bind
 *     one
 */
record FleetContext(
    String operation,
    FleetSpec spec,
    Recipe recipe,
    @Nullable SnapshotSet source,
    int publishedPort,
    Provider provider,
    ProviderCalls calls,
    FleetLease lease,
    Store store,
    Roster roster,
    FleetSecrets secrets,
    Sessions sessions,
    BackupAccess backups,
    Waiter waiter,
    TimeLimit limit,
    ScriptLogs logs,
    FleetNetwork network,
    FleetBalancer balancer,
    Clock clock,
    ProgressListener listener)
    implements AutoCloseable {

  String fleet() {
    return spec.fleet();
  }

  /** Where visitors reach the fleet, as far as that is known by now. */
  String siteUrl() {
    return SiteUrl.of(spec, provider, publishedPort, this::frontAddress);
  }

  /**
   * Where the machine or load balancer is that visitors come to, as far as that is known by now.
   */
  Optional<String> frontAddress() {
    return SiteUrl.frontAddress(spec, machines(), balancer::find);
  }

  Tags tags() {
    return Tags.ofFleet(fleet());
  }

  Tags newTags() {
    return tags().with(Tags.OPERATION, operation);
  }

  /** Those that are not gone, by name. */
  List<FleetMachine> machines() {
    return roster.machines();
  }

  FleetMachine machine(String name) {
    return roster
        .find(name)
        .orElseThrow(() -> new IllegalStateException("the store does not know machine " + name));
  }

  /**
   * Remembers machines as they were seen. The host key of one that is gone is forgotten with it,
   * unless the provider never answered its creation: then it may still turn up, and has that key.
   */
  void correct(List<FleetMachine> corrections) {
    for (FleetMachine machine : corrections) {
      if (machine.state() == MachineState.GONE && machine.providerId() != null) {
        secrets.forgetMachine(lease, machine.name());
      }
      save(machine);
    }
  }

  void save(FleetMachine machine) {
    roster.save(machine);
  }

  Image baseImage(Step step) {
    return calls.read(() -> provider.compute().baseImage(reason -> listener.waiting(step, reason)));
  }

  @Override
  public void close() {
    sessions.close();
  }
}

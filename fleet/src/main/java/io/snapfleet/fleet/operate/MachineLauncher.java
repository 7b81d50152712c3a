package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Action.DeleteMachine;
import io.snapfleet.fleet.plan.Action.LaunchMachine;
import io.snapfleet.fleet.plan.Action.Mount;
import io.snapfleet.fleet.plan.FrozenSettings;
import io.snapfleet.fleet.plan.Step;
import io.snapfleet.provider.api.BootIdentity;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.PublishedPort;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.Volume;
import io.snapfleet.provider.api.VolumeMount;
import io.snapfleet.recipe.TierRecipe;
import io.snapfleet.remote.SshKeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Creates machines at the provider and deletes them. What a machine is to be, its host key among
 * it, is in the store before the provider is asked. Thread-safe.
 */
final class MachineLauncher {
  private final FleetContext fleet;
  private final @Nullable Instant dataOf;

  /**
   * @param dataOf the moment of the data that new machines come with
   */
  MachineLauncher(FleetContext fleet, @Nullable Instant dataOf) {
    this.fleet = fleet;
    this.dataOf = dataOf;
  }

  private record Planned(LaunchMachine launch, Instant decidedAt) {}

  /** Remembers machines that are to be launched once what they wait for is done, eldest first. */
  void plan(List<LaunchMachine> launches) {
    Parallel.each(
        launches.stream()
            .filter(launch -> fleet.roster().find(launch.subject()).isEmpty())
            .map(launch -> new Planned(launch, fleet.clock().instant()))
            .toList(),
        this::remember);
  }

  private void remember(Planned planned) {
    String image = planned.launch().image();
    fleet.save(
        machine(
            planned.launch(),
            MachineState.PLANNED,
            image == null ? "" : image,
            planned.decidedAt()));
  }

  void launch(Step step, LaunchMachine launch) {
    ImageId image = image(step, launch);
    FleetMachine machine = machine(launch, MachineState.CREATING, image.value(), decidedAt(launch));
    fleet.save(machine);
    SshKeyPair hostKey = fleet.secrets().hostKey(fleet.lease(), launch.subject());
    MachineRequest request = request(launch, image, hostKey);
    Machine made =
        fleet
            .calls()
            .change(
                step.id(),
                "compute.create",
                launch.subject(),
                () -> fleet.provider().compute().create(request),
                answer -> answer.id().value());
    Machine reachable = withAddress(made);
    fleet.save(machine.created(made.id().value(), reachable.address(), reachable.privateAddress()));
  }

  /** Machines of one plan are of an age in its order, whichever is created first. */
  private Instant decidedAt(LaunchMachine launch) {
    return fleet
        .roster()
        .find(launch.subject())
        .filter(machine -> machine.state() == MachineState.PLANNED)
        .map(FleetMachine::launchedAt)
        .orElseGet(fleet.clock()::instant);
  }

  private FleetMachine machine(
      LaunchMachine launch, MachineState state, String image, Instant decidedAt) {
    return new FleetMachine(
            fleet.fleet(),
            launch.tier(),
            launch.subject(),
            state,
            null,
            null,
            image,
            launch.setId(),
            fleet.secrets().hostKey(fleet.lease(), launch.subject()).publicLine(),
            decidedAt,
            dataOf,
            null)
        .installedFrom(filesInImage(launch));
  }

  /** Of one that is installed it is known once that begins. */
  private @Nullable String filesInImage(LaunchMachine launch) {
    SnapshotSet set = fleet.source();
    return launch.tier() == TierName.WEB && launch.setId() != null && set != null
        ? FrozenSettings.files(set)
        : null;
  }

  private ImageId image(Step step, LaunchMachine launch) {
    String image = launch.image();
    return image != null ? new ImageId(image) : fleet.baseImage(step).id();
  }

  private MachineRequest request(LaunchMachine launch, ImageId image, SshKeyPair hostKey) {
    return new MachineRequest(
        launch.subject(),
        fleet.newTags().with(Tags.TIER, launch.tier().text()).with(Tags.MACHINE, launch.subject()),
        image,
        launch.size(),
        fleet.network().find().id(),
        new BootIdentity(
            launch.subject(),
            hostKey.privateKey().reveal(),
            hostKey.publicLine(),
            List.of(fleet.secrets().loginPublicLine(fleet.fleet()))),
        mounts(launch.mounts()),
        publishes(launch) ? List.of(publishedPort(launch)) : List.of());
  }

  private List<VolumeMount> mounts(List<Mount> mounts) {
    return mounts.stream()
        .map(mount -> new VolumeMount(volume(mount.volume()).id(), mount.directory()))
        .toList();
  }

  private Volume volume(String name) {
    return fleet
        .waiter()
        .until(
            FleetNetwork.LISTED,
            "volume " + name,
            "provider " + fleet.provider().name(),
            () -> "the provider does not list it",
            () ->
                fleet
                    .calls()
                    .read(() -> fleet.provider().blockStorage().volumes(fleet.tags()))
                    .stream()
                    .filter(volume -> volume.name().equals(name) && volume.complete())
                    .findFirst());
  }

  private boolean publishes(LaunchMachine launch) {
    return launch.publish() && fleet.provider().capabilities().contains(Capability.PUBLISH_PORTS);
  }

  private PublishedPort publishedPort(LaunchMachine launch) {
    int machinePort =
        fleet.recipe().tiers().stream()
            .filter(tier -> tier.tier().equals(launch.tier().text()))
            .map(TierRecipe::port)
            .findFirst()
            .orElse(80);
    return new PublishedPort(fleet.spec().site().address(), fleet.publishedPort(), machinePort);
  }

  private Machine withAddress(Machine made) {
    if (made.address() != null) {
      return made;
    }
    return fleet
        .waiter()
        .until(
            fleet.spec().deadlines().boot(),
            "an address",
            made.name(),
            () -> "the provider lists it without one",
            () ->
                fleet
                    .calls()
                    .read(() -> fleet.provider().compute().machine(made.id()))
                    .filter(machine -> machine.address() != null));
  }

  void delete(Step step, DeleteMachine delete) {
    Optional<FleetMachine> remembered = fleet.roster().find(delete.subject());
    remembered.ifPresent(machine -> fleet.save(machine.in(MachineState.DELETING)));
    fleet.sessions().forget(delete.subject());
    fleet
        .calls()
        .change(
            step.id(),
            "compute.delete",
            delete.subject(),
            () -> fleet.provider().compute().delete(new MachineId(delete.providerId())));
    fleet.secrets().forgetMachine(fleet.lease(), delete.subject());
    remembered.ifPresent(machine -> fleet.save(machine.in(MachineState.GONE)));
  }
}

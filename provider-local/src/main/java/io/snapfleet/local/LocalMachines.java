package io.snapfleet.local;

import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.PublishedPort;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.VolumeMount;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Machines as podman containers that boot systemd from a tree of the pool. */
final class LocalMachines {
  /** A record, and whether it was written just now, so that the machine is still to be made. */
  private record Reservation(MachineRecord machine, boolean isNew) {}

  private final LocalEngine engine;
  private final Catalogue catalogue;

  LocalMachines(LocalEngine engine) {
    this.engine = engine;
    this.catalogue = engine.catalogue;
  }

  List<Machine> list(Tags selector) {
    List<MachineRecord> records =
        catalogue.machines.all().stream()
            .filter(machine -> machine.tags().matches(selector))
            .toList();
    if (records.isEmpty()) {
      return List.of();
    }
    Map<String, String> states = engine.podman().states();
    return records.stream().map(record -> view(record, states)).toList();
  }

  Optional<Machine> find(MachineId id) {
    return catalogue
        .machines
        .find(id.value())
        .map(record -> view(record, engine.podman().states()));
  }

  Machine create(MachineRequest request) {
    request.extras().refuse("local");
    check(request);
    PodmanApi podman = engine.podman();
    Room.require(engine.layout);
    Reservation reservation = catalogue.lock.call(() -> reserve(request));
    if (!reservation.isNew()) {
      return view(reservation.machine(), podman.states());
    }
    MachineRecord machine = reservation.machine();
    try {
      boot(machine, request, podman);
      return view(finish(machine), Map.of(machine.id(), "running"));
    } catch (RuntimeException failure) {
      undo(machine, failure);
      throw failure;
    }
  }

  void stop(MachineId id) {
    MachineRecord machine =
        catalogue
            .machines
            .find(id.value())
            .orElseThrow(
                () ->
                    new ProviderException.NotFound(
                        "machine " + id + " does not exist", "list the machines that there are"));
    engine.podman().stop(machine);
  }

  void delete(MachineId id) {
    catalogue.machines.find(id.value()).ifPresent(this::delete);
  }

  private void delete(MachineRecord machine) {
    engine.podman().remove(machine.id());
    engine.storage().delete(engine.tree("machines", machine.id()));
    engine.rules.forget(machine);
  }

  private void boot(MachineRecord machine, MachineRequest request, PodmanApi podman) {
    // Rules take as long to load as all else that comes before the start.
    CompletableFuture<Void> rules =
        CompletableFuture.runAsync(
            () -> engine.rules.apply(machine.network().value()), Thread.ofVirtual()::start);
    try {
      furnish(machine, request, podman);
    } finally {
      // Loaded later, they could outlive a network that is deleted meanwhile.
      rules.handle((loaded, failed) -> true).join();
    }
    await(rules);
    podman.start(machine);
  }

  private void furnish(MachineRecord machine, MachineRequest request, PodmanApi podman) {
    Path root = engine.tree("machines", machine.id());
    engine.storage().copy(engine.tree("images", machine.image().value()), root);
    new IdentityFiles(root).write(request.identity());
    Limits limits = Limits.read(Path.of("/proc"));
    boolean limitMemory = ControlGroups.read(Path.of("/")).limitsMemory();
    String hostName = request.identity().hostName();
    podman.create(
        machine.id(),
        ContainerSpec.of(machine, engine.layout.pool(), hostName, limits, limitMemory));
  }

  private static void await(CompletableFuture<Void> work) {
    try {
      work.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }

  private MachineRecord finish(MachineRecord machine) {
    MachineRecord made = machine.made();
    return catalogue.lock.call(
        () -> {
          if (catalogue.machines.find(machine.id()).isEmpty()) {
            throw new ProviderException.Conflict(
                "machine " + machine.name() + " was deleted while it was being created",
                "create it again");
          }
          catalogue.machines.write(machine.id(), made);
          return made;
        });
  }

  /** What cannot be undone stays known, as a failed machine that can be deleted later. */
  private void undo(MachineRecord machine, RuntimeException failure) {
    try {
      delete(machine);
    } catch (RuntimeException alsoFailed) {
      failure.addSuppressed(alsoFailed);
      catalogue.machines.write(machine.id(), machine.made());
    }
  }

  private Reservation reserve(MachineRequest request) {
    return catalogue
        .machines
        .first(machine -> machine.name().equals(request.name()))
        .map(
            there ->
                Ownership.check("machine", request.name(), there.tags(), request.tags(), there))
        .map(there -> new Reservation(there, false))
        .orElseGet(() -> new Reservation(record(request), true));
  }

  private MachineRecord record(MachineRequest request) {
    List<MachineRecord> others = catalogue.machines.all();
    request.volumes().forEach(volume -> requireFree(volume, others));
    MachineRecord machine =
        new MachineRecord(
            Ids.next("m"),
            request.name(),
            request.tags(),
            request.image(),
            request.size(),
            request.network(),
            address(request, others),
            Ports.settle(request.publish(), promised(others)),
            request.volumes(),
            engine.clock.instant(),
            Maker.self());
    catalogue.machines.write(machine.id(), machine);
    return machine;
  }

  private String address(MachineRequest request, List<MachineRecord> others) {
    NetworkRecord network = catalogue.networks.find(request.network().value()).orElseThrow();
    Set<String> taken = others.stream().map(MachineRecord::address).collect(Collectors.toSet());
    return FreeAddresses.machine(network.subnet(), taken)
        .orElseThrow(
            () ->
                new ProviderException.QuotaExceeded(
                    "network %s has no free address left in %s"
                        .formatted(network.name(), network.cidr()),
                    "delete machines, or make a second fleet"));
  }

  private static Set<Integer> promised(List<MachineRecord> machines) {
    return machines.stream()
        .flatMap(machine -> machine.published().stream())
        .map(PublishedPort::hostPort)
        .collect(Collectors.toSet());
  }

  private void requireFree(VolumeMount mount, List<MachineRecord> machines) {
    String id = mount.volume().value();
    boolean complete =
        catalogue.volumes.find(id).filter(volume -> volume.maker() == null).isPresent();
    if (!complete) {
      throw new ProviderException.NotFound(
          "volume " + id + " does not exist or is not complete", "create the volume first");
    }
    machines.stream()
        .filter(machine -> machine.volumes().stream().anyMatch(has(mount)))
        .findFirst()
        .ifPresent(
            machine -> {
              throw new ProviderException.Conflict(
                  "volume %s is in use by machine %s".formatted(id, machine.name()),
                  "delete that machine first");
            });
  }

  private static Predicate<VolumeMount> has(VolumeMount mount) {
    return other -> other.volume().equals(mount.volume());
  }

  private void check(MachineRequest request) {
    MachineSize.named(request.size());
    if (!request.name().matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
      throw new ProviderException.Permanent(
          "'" + request.name() + "' cannot be a machine's name",
          "use at most 63 of a-z, 0-9 and -, with no - at either end");
    }
    boolean network =
        catalogue
            .networks
            .find(request.network().value())
            .filter(known -> known.maker() == null)
            .isPresent();
    if (!network) {
      throw new ProviderException.NotFound(
          "network " + request.network() + " does not exist or is not complete",
          "create the network first");
    }
    boolean available =
        catalogue
            .images
            .find(request.image().value())
            .filter(image -> image.state() == Image.State.AVAILABLE)
            .isPresent();
    if (!available) {
      throw new ProviderException.NotFound(
          "image " + request.image() + " does not exist or is not complete",
          "choose an image that is available");
    }
  }

  private Machine view(MachineRecord record, Map<String, String> states) {
    return new Machine(
        new MachineId(record.id()),
        record.name(),
        record.tags(),
        state(record, states.getOrDefault(record.id(), "missing")),
        record.address(),
        record.image(),
        record.size(),
        record.createdAt(),
        record.published());
  }

  private Machine.State state(MachineRecord record, String container) {
    if (record.inTheMaking()) {
      return Machine.State.STARTING;
    }
    return switch (container) {
      case "running", "paused" -> Machine.State.RUNNING;
      case "exited", "stopped", "stopping" -> Machine.State.STOPPED;
      default -> Machine.State.FAILED;
    };
  }
}

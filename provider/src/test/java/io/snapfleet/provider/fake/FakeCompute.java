package io.snapfleet.provider.fake;

import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.CaptureRequest;
import io.snapfleet.provider.api.Compute;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageFiles;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Machines and images; a machine starts with a copy of its image's files. */
final class FakeCompute implements Compute {
  private static final String BASE = "image-base";

  private final Wire wire;

  FakeCompute(Wire wire) {
    this.wire = wire;
  }

  @Override
  public Image baseImage(Consumer<String> progress) {
    progress.accept("writing down the base image");
    return wire.change(
        "compute.baseImage",
        "",
        world -> world.images.computeIfAbsent(BASE, id -> baseImageNow()).image());
  }

  private static Entry.OfImage baseImageNow() {
    Image image =
        new Image(
            new ImageId(BASE),
            "debian-base",
            new Tags(Map.of()),
            Image.State.AVAILABLE,
            1,
            0,
            Instant.EPOCH);
    return new Entry.OfImage(image, Map.of("/etc/debian_version", "13.0\n"));
  }

  @Override
  public List<Machine> machines(Tags selector) {
    return wire.read(
        "compute.machines",
        "",
        world ->
            wire.listed(world.machines.values(), selector).stream().map(this::asOfNow).toList());
  }

  @Override
  public Optional<Machine> machine(MachineId id) {
    return wire.read(
        "compute.machine",
        id.value(),
        world -> Optional.ofNullable(world.machines.get(id.value())).map(this::asOfNow));
  }

  @Override
  public Machine create(MachineRequest request) {
    return wire.change(
        "compute.create",
        request.name(),
        world ->
            asOfNow(
                World.ours(world.machines, request.name(), request.tags())
                    .orElseGet(() -> launch(world, request))));
  }

  private Entry.OfMachine launch(World world, MachineRequest request) {
    request.extras().refuse("fake");
    if (!request.publish().isEmpty()) {
      require(Capability.PUBLISH_PORTS);
    }
    Launch launch = new Launch(world, request, wire.now());
    refuseUnlessAvailable(launch.image());
    Entry.OfMachine entry = launch.run();
    world.machines.put(entry.id(), entry);
    return entry;
  }

  private void refuseUnlessAvailable(Entry.OfImage image) {
    if (asOfNow(image).state() != Image.State.AVAILABLE) {
      throw new ProviderException.Conflict(
          "the image " + image.name() + " is not available yet", "Wait until it is AVAILABLE.");
    }
  }

  @Override
  public void stop(MachineId id) {
    wire.change(
        "compute.stop",
        id.value(),
        world -> {
          Entry.OfMachine old = World.need(world.machines, "machine", id.value());
          Machine stopped = Guest.inState(old.machine(), Machine.State.STOPPED);
          return world.machines.put(
              id.value(), new Entry.OfMachine(stopped, old.network(), old.volumes(), old.files()));
        });
  }

  @Override
  public void delete(MachineId id) {
    wire.change("compute.delete", id.value(), world -> removed(world.machines, id.value()));
  }

  @Override
  public List<Image> images(Tags selector) {
    return wire.read(
        "compute.images",
        "",
        world -> wire.listed(world.images.values(), selector).stream().map(this::asOfNow).toList());
  }

  @Override
  public Optional<Image> image(ImageId id) {
    return wire.read(
        "compute.image",
        id.value(),
        world -> Optional.ofNullable(world.images.get(id.value())).map(this::asOfNow));
  }

  @Override
  public Image capture(CaptureRequest request) {
    return wire.change(
        "compute.capture",
        request.name(),
        world ->
            asOfNow(
                World.ours(world.images, request.name(), request.tags())
                    .orElseGet(() -> captureNow(world, request))));
  }

  private Entry.OfImage captureNow(World world, CaptureRequest request) {
    if (!request.cleanUp().isEmpty()) {
      require(Capability.CLEAN_AT_CAPTURE);
    }
    Map<String, String> files =
        new TreeMap<>(World.need(world.machines, "machine", request.machine().value()).files());
    request.cleanUp().forEach(path -> CleanUp.apply(files, path));
    Image image =
        new Image(
            new ImageId(world.nextId("image")),
            request.name(),
            request.tags(),
            Image.State.AVAILABLE,
            files.values().stream().mapToLong(String::length).sum(),
            0,
            wire.now());
    Entry.OfImage entry = new Entry.OfImage(image, files);
    world.images.put(entry.id(), entry);
    return entry;
  }

  @Override
  public void transferImage(ImageId id, String region) {
    require(Capability.TRANSFER_IMAGES);
    wire.change(
        "compute.transferImage",
        id.value() + " " + region,
        world -> World.need(world.images, "image", id.value()));
  }

  @Override
  public Image rename(ImageId id, String name, Tags tags) {
    return wire.change(
        "compute.rename",
        id.value() + " " + name,
        world -> {
          Entry.OfImage old = World.need(world.images, "image", id.value());
          Image image = named(old.image(), name, tags);
          world.images.put(id.value(), new Entry.OfImage(image, old.files()));
          return image;
        });
  }

  private static Image named(Image old, String name, Tags tags) {
    return new Image(
        old.id(), name, tags, old.state(), old.sizeBytes(), old.minDiskBytes(), old.createdAt());
  }

  @Override
  public void deleteImage(ImageId id) {
    wire.change("compute.deleteImage", id.value(), world -> removed(world.images, id.value()));
  }

  @Override
  public ImageFiles openImage(ImageId id) {
    require(Capability.READ_IMAGES);
    return wire.read(
        "compute.openImage",
        id.value(),
        world ->
            UnpackedImage.in(
                wire.settings().directory(),
                World.need(world.images, "image", id.value()).files()));
  }

  private static boolean removed(Map<String, ?> things, String id) {
    return things.remove(id) != null;
  }

  private void require(Capability capability) {
    if (!wire.settings().capabilities().contains(capability)) {
      throw new ProviderException.Permanent(
          "this provider cannot " + capability, "Use a provider that can " + capability + ".");
    }
  }

  private Machine asOfNow(Entry.OfMachine entry) {
    Machine machine = entry.machine();
    boolean starting =
        machine.state() == Machine.State.RUNNING && !wire.settled(machine.createdAt());
    return starting ? Guest.inState(machine, Machine.State.STARTING) : machine;
  }

  private Image asOfNow(Entry.OfImage entry) {
    Image image = entry.image();
    return wire.settled(image.createdAt())
        ? image
        : new Image(
            image.id(),
            image.name(),
            image.tags(),
            Image.State.PENDING,
            image.sizeBytes(),
            image.minDiskBytes(),
            image.createdAt());
  }
}

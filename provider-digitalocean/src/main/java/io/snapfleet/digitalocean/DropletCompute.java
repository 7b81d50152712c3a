package io.snapfleet.digitalocean;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Droplets as machines, and their snapshots as images. */
final class DropletCompute implements Compute {
  private final Cloud cloud;
  private final Images images;
  private final Launch launch;
  private final Removal removal;
  private final Capture capture;
  private final Shutdown shutdown;

  DropletCompute(Cloud cloud, Images images, Volumes volumes, Vpcs vpcs) {
    this.cloud = cloud;
    this.images = images;
    this.removal = new Removal(cloud);
    this.launch = new Launch(cloud, new LaunchCheck(cloud, images, volumes, vpcs), removal);
    this.capture = new Capture(cloud, images);
    this.shutdown = new Shutdown(cloud);
  }

  @Override
  public Image baseImage(Consumer<String> progress) {
    String slug = cloud.settings().baseImage();
    progress.accept("looking at DigitalOcean's image " + slug);
    Image image = images.base(slug).image();
    return new Image(
        image.id(),
        slug,
        new Tags(Map.of()),
        image.state(),
        image.sizeBytes(),
        image.minDiskBytes(),
        image.createdAt());
  }

  @Override
  public List<Machine> machines(Tags selector) {
    List<Machine> machines = new ArrayList<>();
    Set<String> names = new HashSet<>();
    cloud.droplets().list(selector).stream()
        .sorted(Comparator.comparingLong(Droplet::id))
        .forEach(
            droplet ->
                machines.add(
                    names.add(identity(droplet))
                        ? droplet.machine()
                        : droplet.machine(surplusName(droplet))));
    return machines;
  }

  /** Names are unique in a fleet; what is not ours shares names as it likes. */
  private static String identity(Droplet droplet) {
    return droplet.labels().get(Tags.FLEET).orElse(String.valueOf(droplet.id()))
        + " "
        + droplet.name();
  }

  /** One too many: a creator died before it could delete it. Nobody asks for it by this name. */
  private static String surplusName(Droplet droplet) {
    return droplet.name() + "~" + droplet.id();
  }

  @Override
  public Optional<Machine> machine(MachineId id) {
    return Droplet.parsed(id.value()).flatMap(cloud.droplets()::find).map(Droplet::machine);
  }

  @Override
  public Machine create(MachineRequest request) {
    if (!request.publish().isEmpty()) {
      throw new ProviderException.Permanent(
          "DigitalOcean cannot publish a port of %s on this computer".formatted(request.name()),
          "Leave 'publish' out: the machine has a public address of its own.");
    }
    return launch.create(request).machine();
  }

  @Override
  public void stop(MachineId id) {
    shutdown.stop(
        Droplet.parsed(id.value())
            .orElseThrow(
                () ->
                    new ProviderException.NotFound(
                        "there is no machine %s at DigitalOcean".formatted(id),
                        "Choose one that exists.")));
  }

  @Override
  public void delete(MachineId id) {
    Droplet.parsed(id.value()).ifPresent(removal::delete);
  }

  @Override
  public List<Image> images(Tags selector) {
    return images.list(selector).stream().map(Images.DropletImage::image).toList();
  }

  @Override
  public Optional<Image> image(ImageId id) {
    return images.find(id).map(Images.DropletImage::image);
  }

  @Override
  public Image capture(CaptureRequest request) {
    if (!request.cleanUp().isEmpty()) {
      throw new ProviderException.Permanent(
          "DigitalOcean cannot take files out of image %s at its capture".formatted(request.name()),
          "Clean the machine up before, and give no clean-up list.");
    }
    return capture.take(request);
  }

  @Override
  public void transferImage(ImageId id, String region) {
    images.transfer(id, region);
  }

  @Override
  public Image rename(ImageId id, String name, Tags tags) {
    return images.rename(id, name, tags).image();
  }

  @Override
  public void deleteImage(ImageId id) {
    if (Droplet.parsed(id.value()).isPresent()) {
      images.delete(id);
    }
  }

  @Override
  public ImageFiles openImage(ImageId id) {
    throw new ProviderException.Permanent(
        "DigitalOcean does not let image %s be read".formatted(id),
        "Boot a machine from it and read there.");
  }
}

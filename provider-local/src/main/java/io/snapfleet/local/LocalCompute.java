package io.snapfleet.local;

import io.snapfleet.provider.api.CaptureRequest;
import io.snapfleet.provider.api.Compute;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageFiles;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.Tags;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Machines and images of this computer. */
final class LocalCompute implements Compute {
  private final LocalMachines machines;
  private final LocalImages images;

  LocalCompute(LocalEngine engine) {
    this.machines = new LocalMachines(engine);
    this.images = new LocalImages(engine);
  }

  @Override
  public Image baseImage(Consumer<String> progress) {
    return images.base(progress);
  }

  @Override
  public List<Machine> machines(Tags selector) {
    return machines.list(selector);
  }

  @Override
  public Optional<Machine> machine(MachineId id) {
    return machines.find(id);
  }

  @Override
  public Machine create(MachineRequest request) {
    return machines.create(request);
  }

  @Override
  public void stop(MachineId id) {
    machines.stop(id);
  }

  @Override
  public void delete(MachineId id) {
    machines.delete(id);
  }

  @Override
  public List<Image> images(Tags selector) {
    return images.list(selector);
  }

  @Override
  public Optional<Image> image(ImageId id) {
    return images.find(id);
  }

  @Override
  public Image capture(CaptureRequest request) {
    return images.capture(request);
  }

  @Override
  public Image rename(ImageId id, String name, Tags tags) {
    return images.rename(id, name, tags);
  }

  @Override
  public void deleteImage(ImageId id) {
    images.delete(id);
  }

  @Override
  public ImageFiles openImage(ImageId id) {
    return images.open(id);
  }
}

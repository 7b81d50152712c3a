package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.model.SnapshotSet.VolumeCopy;
import io.snapfleet.fleet.plan.FleetNames;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.CaptureRequest;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.Volume;
import io.snapfleet.provider.api.VolumeSnapshot;
import io.snapfleet.recipe.CleanUp;
import io.snapfleet.recipe.TierRecipe;
import io.snapfleet.remote.Script;
import io.snapfleet.remote.ScriptResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Takes the image of one machine for a snapshot set, and copies of its volumes. Thread-safe. */
final class MachineCapture {
  private static final Duration PACKAGES_DEADLINE = Duration.ofSeconds(30);

  private final FleetContext fleet;
  private final MachineScripts scripts;
  private final String setId;
  private final ImageWait images;

  MachineCapture(FleetContext fleet, MachineScripts scripts, String setId) {
    this.fleet = fleet;
    this.scripts = scripts;
    this.setId = setId;
    this.images = new ImageWait(fleet);
  }

  /** The installed Debian packages as {@code name=version}, in name order. */
  List<String> packages(FleetMachine machine) {
    ScriptResult result =
        fleet
            .sessions()
            .with(machine)
            .run(
                new Script(
                    machine.name() + " packages",
                    "dpkg-query -W -f '${Package}=${Version}\\n'",
                    Map.of(),
                    Map.of(),
                    fleet.limit().atMost(PACKAGES_DEADLINE)));
    return result.output().lines().filter(line -> line.contains("=")).sorted().toList();
  }

  /**
   * Begins to take the image; what the machine does after this is not in it. It is to be {@link
   * #finish}ed.
   *
   * @param size the machine's
   */
  TierImage capture(FleetMachine machine, String size, List<String> packages) {
    String step = step(machine);
    CaptureRequest wanted = request(machine);
    List<VolumeCopy> volumes = copyVolumes(step, machine, wanted.name(), wanted.tags());
    CaptureRequest request =
        cleansAtCapture()
            ? wanted
            : new CaptureRequest(
                wanted.machine(), wanted.name() + "-unclean", wanted.tags(), List.of());
    Image image =
        fleet
            .calls()
            .change(
                step,
                "compute.capture",
                request.name(),
                () -> fleet.provider().compute().capture(request),
                made -> made.id().value());
    return new TierImage(
        image.id().value(),
        machine.name(),
        size,
        image.sizeBytes(),
        image.minDiskBytes(),
        volumes,
        packages);
  }

  private static String step(FleetMachine machine) {
    return "capture:" + machine.name();
  }

  private CaptureRequest request(FleetMachine machine) {
    Tags tags =
        fleet.newTags().with(Tags.SNAPSHOT_SET, setId).with(Tags.TIER, machine.tier().text());
    List<String> cleanUp = new ArrayList<>(CleanUp.EVERY_MACHINE);
    scripts.recipe(machine.tier()).map(TierRecipe::cleanUp).ifPresent(cleanUp::addAll);
    return new CaptureRequest(
        new MachineId(Objects.requireNonNull(machine.providerId())),
        FleetNames.image(fleet.fleet(), setId, machine.tier()),
        tags,
        cleanUp);
  }

  private List<VolumeCopy> copyVolumes(String step, FleetMachine machine, String image, Tags tags) {
    List<VolumeCopy> copies = new ArrayList<>();
    List<String> directories =
        scripts.recipe(machine.tier()).map(TierRecipe::dataDirectories).orElse(List.of());
    for (String directory : directories) {
      int number = copies.size() + 1;
      Volume volume = volume(FleetNames.volume(machine.name(), number));
      String name = FleetNames.volumeSnapshot(image, number);
      VolumeSnapshot snapshot =
          fleet
              .calls()
              .change(
                  step,
                  "volumes.snapshot",
                  name,
                  () -> fleet.provider().blockStorage().snapshot(volume.id(), name, tags),
                  made -> made.id().value());
      copies.add(new VolumeCopy(snapshot.id().value(), directory));
    }
    return copies;
  }

  private Volume volume(String name) {
    return fleet.calls().read(() -> fleet.provider().blockStorage().volumes(fleet.tags())).stream()
        .filter(volume -> volume.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new OperationException(
                    OperationException.Kind.FAILED,
                    "volume " + name + " is gone",
                    name,
                    "run 'snapfleet up' to see what is left of the fleet"));
  }

  /** Waits for an image, and sees to it that it is clean. */
  TierImage finish(FleetMachine machine, TierImage taken) {
    Image image = images.available(new ImageId(taken.image()), machine.name());
    if (!cleansAtCapture()) {
      image =
          new ImageCleaner(fleet, images)
              .clean(step(machine), image, machine, request(machine), taken.size());
    }
    return new TierImage(
        image.id().value(),
        taken.sourceMachine(),
        taken.size(),
        image.sizeBytes(),
        image.minDiskBytes(),
        taken.volumes(),
        taken.packages());
  }

  private boolean cleansAtCapture() {
    return fleet.provider().capabilities().contains(Capability.CLEAN_AT_CAPTURE);
  }
}

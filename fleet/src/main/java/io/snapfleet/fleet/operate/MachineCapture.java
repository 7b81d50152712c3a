package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.model.SnapshotSet.VolumeCopy;
import io.snapfleet.fleet.plan.FleetNames;
import io.snapfleet.fleet.remote.Script;
import io.snapfleet.fleet.remote.ScriptResult;
import io.snapfleet.provider.api.CaptureRequest;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.Volume;
import io.snapfleet.provider.api.VolumeSnapshot;
import io.snapfleet.recipe.CleanUp;
import io.snapfleet.recipe.TierRecipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Takes the image of one machine for a snapshot set, and copies of its volumes. Thread-safe. */
final class MachineCapture {
  private static final Duration PACKAGES_DEADLINE = Duration.ofSeconds(30);
  private static final Duration AVAILABLE_DEADLINE = Duration.ofMinutes(30);

  private final FleetContext fleet;
  private final MachineScripts scripts;
  private final String setId;

  MachineCapture(FleetContext fleet, MachineScripts scripts, String setId) {
    this.fleet = fleet;
    this.scripts = scripts;
    this.setId = setId;
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

  TierImage capture(FleetMachine machine, List<String> packages) {
    String step = "capture:" + machine.name();
    String name = FleetNames.image(fleet.fleet(), setId, machine.tier());
    Tags tags =
        fleet.newTags().with(Tags.SNAPSHOT_SET, setId).with(Tags.TIER, machine.tier().text());
    List<String> cleanUp = new ArrayList<>(CleanUp.EVERY_MACHINE);
    scripts.recipe(machine.tier()).map(TierRecipe::cleanUp).ifPresent(cleanUp::addAll);
    List<VolumeCopy> volumes = copyVolumes(step, machine, name, tags);
    CaptureRequest request =
        new CaptureRequest(
            new MachineId(Objects.requireNonNull(machine.providerId())), name, tags, cleanUp);
    Image image =
        fleet
            .calls()
            .change(
                step,
                "compute.capture",
                name,
                () -> fleet.provider().compute().capture(request),
                made -> made.id().value());
    return new TierImage(
        image.id().value(),
        machine.name(),
        sizeOf(machine),
        image.sizeBytes(),
        image.minDiskBytes(),
        volumes,
        packages);
  }

  private String sizeOf(FleetMachine machine) {
    return Optional.ofNullable(fleet.spec().tiers().get(machine.tier()))
        .map(tier -> tier.size())
        .orElse("");
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

  TierImage awaitAvailable(TierImage image) {
    Image available =
        fleet
            .waiter()
            .until(
                AVAILABLE_DEADLINE,
                "the provider to finish image " + image.image(),
                image.sourceMachine(),
                () -> "it is still pending",
                () -> finished(image.image()));
    return new TierImage(
        image.image(),
        image.sourceMachine(),
        image.size(),
        available.sizeBytes(),
        available.minDiskBytes(),
        image.volumes(),
        image.packages());
  }

  private Optional<Image> finished(String id) {
    Image image =
        fleet
            .calls()
            .read(() -> fleet.provider().compute().image(new ImageId(id)))
            .filter(found -> found.state() != Image.State.FAILED)
            .orElseThrow(
                () ->
                    new OperationException(
                        OperationException.Kind.PROVIDER_REFUSED,
                        "the provider could not make image " + id,
                        id,
                        "take the snapshot set again"));
    return image.state() == Image.State.AVAILABLE ? Optional.of(image) : Optional.empty();
  }
}

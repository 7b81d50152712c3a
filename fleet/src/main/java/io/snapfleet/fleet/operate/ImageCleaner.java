package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.provider.api.BootIdentity;
import io.snapfleet.provider.api.CaptureRequest;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.remote.Script;
import io.snapfleet.remote.ScriptResult;
import io.snapfleet.remote.SshKeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Takes out of an image what must not be in one, at a provider that cannot leave it out at capture:
 * boots a throw-away machine of the image, removes it there, and takes the image of that machine.
 * The machine serves nobody; it has its tier's tag, so that the tier's firewall rules hold for it,
 * and the snapshot set's, by which it is removed with the set when this is cut off. Thread-safe.
 */
final class ImageCleaner {
  private static final Duration DEADLINE = Duration.ofMinutes(5);

  /**
   * Reads paths as {@code CaptureRequest} means them, one a line. What something is mounted on
   * cannot be removed and is emptied.
   */
  private static final String SCRIPT =
      """
      set -eu
      remove='for found; do rm -rf -- "$found" 2>/dev/null || : >"$found" || exit 1; done'
      printf '%s\\n' "$CLEAN_UP" | while IFS= read -r path; do
        case $path in
          */)
            if [ -d "$path" ]; then
              find "$path" -mindepth 1 ! -type d -exec sh -c "$remove" sh {} +
              find "$path" -mindepth 1 -depth -type d -exec rmdir {} + 2>/dev/null || true
            fi ;;
          *)
            directory=$(dirname -- "$path")
            if [ -d "$directory" ]; then
              find "$directory" -xdev -mindepth 1 -maxdepth 1 -name "$(basename -- "$path")" \\
                -exec sh -c "$remove" sh {} +
            fi ;;
        esac
      done
      sync
      """;

  private final FleetContext fleet;
  private final ImageWait images;

  ImageCleaner(FleetContext fleet, ImageWait images) {
    this.fleet = fleet;
    this.images = images;
  }

  /**
   * Makes the clean image; the one it is made from is deleted.
   *
   * @param image it is of {@code source}, and available
   * @param request the image that shall be
   * @param size of the throw-away machine
   */
  Image clean(String step, Image image, FleetMachine source, CaptureRequest request, String size) {
    Machine made = launch(step, image, request, size);
    FleetMachine copy = copyOf(source, image, made);
    remove(copy, request.cleanUp());
    CaptureRequest cleaned =
        new CaptureRequest(made.id(), request.name(), request.tags(), List.of());
    Image clean =
        images.available(
            fleet
                .calls()
                .change(
                    step,
                    "compute.capture",
                    cleaned.name(),
                    () -> fleet.provider().compute().capture(cleaned),
                    taken -> taken.id().value())
                .id(),
            copy.name());
    delete(step, copy, made.id());
    fleet
        .calls()
        .change(
            step,
            "compute.deleteImage",
            image.name(),
            () -> fleet.provider().compute().deleteImage(image.id()));
    return clean;
  }

  private Machine launch(String step, Image image, CaptureRequest request, String size) {
    SshKeyPair hostKey = fleet.secrets().hostKey(fleet.lease(), request.name());
    Tags tags = request.tags().with(Tags.MACHINE, request.name());
    MachineRequest copy =
        new MachineRequest(
            request.name(),
            tags,
            image.id(),
            size,
            fleet.network().find().id(),
            new BootIdentity(
                request.name(),
                hostKey.privateKey().reveal(),
                hostKey.publicLine(),
                List.of(fleet.secrets().loginPublicLine(fleet.fleet()))),
            List.of(),
            List.of());
    return fleet
        .calls()
        .change(
            step,
            "compute.create",
            copy.name(),
            () -> fleet.provider().compute().create(copy),
            answer -> answer.id().value());
  }

  /** What an SSH session needs to know of it; the store never hears of it. */
  private FleetMachine copyOf(FleetMachine source, Image image, Machine made) {
    return new FleetMachine(
            fleet.fleet(),
            source.tier(),
            made.name(),
            MachineState.CREATING,
            null,
            null,
            image.id().value(),
            null,
            fleet.secrets().hostKey(fleet.lease(), made.name()).publicLine(),
            fleet.clock().instant(),
            null,
            null)
        .created(made.id().value(), made.address(), made.privateAddress());
  }

  private void remove(FleetMachine copy, List<String> paths) {
    ScriptResult result =
        fleet
            .sessions()
            .with(copy)
            .run(
                new Script(
                    copy.name() + " clean-up",
                    SCRIPT,
                    Map.of("CLEAN_UP", String.join("\n", paths)),
                    Map.of(),
                    fleet.limit().atMost(DEADLINE)));
    if (!result.succeeded()) {
      throw new OperationException(
          OperationException.Kind.FAILED,
          "the copy of the machine could not be cleaned for its image: " + result.output().strip(),
          copy.name(),
          "take the snapshot set again");
    }
  }

  private void delete(String step, FleetMachine copy, MachineId id) {
    fleet.sessions().forget(copy.name());
    fleet
        .calls()
        .change(step, "compute.delete", copy.name(), () -> fleet.provider().compute().delete(id));
    fleet.secrets().forgetMachine(fleet.lease(), copy.name());
  }
}

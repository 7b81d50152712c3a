package io.snapfleet.fleet.operate;

import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageId;
import java.time.Duration;
import java.util.Optional;

/** Waits until the provider has finished images. Thread-safe. */
final class ImageWait {
  private static final Duration DEADLINE = Duration.ofMinutes(30);

  private final FleetContext fleet;

  ImageWait(FleetContext fleet) {
    this.fleet = fleet;
  }

  /**
   * @param source the name of the machine it is taken of
   */
  Image available(ImageId image, String source) {
    return fleet
        .waiter()
        .until(
            DEADLINE,
            "the provider to finish image " + image,
            source,
            () -> "it is still pending",
            () -> finished(image));
  }

  private Optional<Image> finished(ImageId id) {
    return fleet
        .calls()
        .read(() -> fleet.provider().compute().image(id))
        .map(found -> requireNotFailed(id, found))
        .filter(found -> found.state() == Image.State.AVAILABLE);
  }

  private static Image requireNotFailed(ImageId id, Image found) {
    if (found.state() == Image.State.FAILED) {
      throw new OperationException(
          OperationException.Kind.PROVIDER_REFUSED,
          "the provider could not make image " + id,
          id.value(),
          "take the snapshot set again");
    }
    return found;
  }
}

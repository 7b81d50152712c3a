package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.ProviderException;
import java.util.List;
import java.util.Optional;

/** Has droplets end their programs and power off, by force where they do not. Thread-safe. */
final class Shutdown {
  private final Cloud cloud;

  Shutdown(Cloud cloud) {
    this.cloud = cloud;
  }

  void stop(long id) {
    Droplet droplet = cloud.droplets().find(id).orElseThrow(() -> gone(id));
    if (droplet.isOff()) {
      return;
    }
    Watch<Droplet> watch = cloud.droplets().withDroplet(id).orElseThrow(() -> gone(id));
    order(id, "shutdown");
    if (watch.within(watch.ticket(), cloud.timing().gone(), listed -> off(listed, id)).isEmpty()) {
      order(id, "power_off");
      watch.until(
          watch.ticket(),
          cloud.timing().gone(),
          listed -> off(listed, id),
          () ->
              new ProviderException.Retryable(
                  "droplet %d does not power off".formatted(id),
                  "Look at it in DigitalOcean's control panel, then run the command again.",
                  new IllegalStateException("still on")));
    }
  }

  private void order(long id, String type) {
    String doing = type.replace("_", " ") + " droplet " + id;
    cloud.droplets().unlocked(id, () -> gone(id));
    Answer answer =
        cloud
            .api()
            .repeatable("/v2/droplets/" + id + "/actions", new Wire.DropletAction(type), doing);
    boolean isOffMeanwhile =
        answer.status() == 422 && cloud.droplets().find(id).filter(Droplet::isOff).isPresent();
    if (!isOffMeanwhile) {
      Api.good(answer, doing);
    }
  }

  private static Optional<Droplet> off(List<Droplet> listed, long id) {
    return Droplets.withId(listed, id).filter(Droplet::isOff);
  }

  private static ProviderException gone(long id) {
    return new ProviderException.NotFound(
        "droplet %d, which is to be stopped, is gone".formatted(id), "Choose one that exists.");
  }
}

package io.snapfleet.digitalocean;

import java.time.Instant;
import java.util.Optional;

/** Deletes droplets, with those who wait for the end of theirs sharing one list. Thread-safe. */
final class Removal {
  private final Cloud cloud;

  Removal(Cloud cloud) {
    this.cloud = cloud;
  }

  void delete(long id) {
    Optional<Watch<Droplet>> watch = cloud.droplets().withDroplet(id);
    if (watch.isEmpty()) {
      return;
    }
    deleteNow(id, watch.get());
    watch
        .get()
        .until(
            watch.get().ticket(),
            cloud.timing().gone(),
            listed -> Droplets.withId(listed, id).isEmpty() ? Optional.of(id) : Optional.empty(),
            () -> Gone.late("droplet " + id, cloud.timing().gone()));
  }

  /** A locked droplet may refuse; it is asked again at every look until it does not. */
  private void deleteNow(long id, Watch<Droplet> watch) {
    String doing = "delete droplet " + id;
    Instant end = cloud.clock().instant().plus(cloud.timing().action());
    while (true) {
      long ticket = watch.ticket();
      Answer answer = cloud.api().delete("/v2/droplets/" + id, null, doing);
      if (answer.good() || answer.status() == 404) {
        return;
      }
      if (!Refusals.isBusy(answer) || !cloud.clock().instant().isBefore(end)) {
        throw Refusals.of(answer, doing);
      }
      watch.after(ticket);
    }
  }
}

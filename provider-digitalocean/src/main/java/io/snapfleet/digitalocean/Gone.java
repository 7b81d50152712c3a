package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits until what was deleted is in no list any more, as lists may lag. */
final class Gone {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private Gone() {}

  static void from(Cloud cloud, String what, BooleanSupplier unlisted) {
    Instant end = cloud.clock().instant().plus(cloud.timing().gone());
    Duration next = cloud.timing().look().dividedBy(4);
    while (!unlisted.getAsBoolean()) {
      if (!cloud.clock().instant().isBefore(end)) {
        throw late(what, cloud.timing().gone());
      }
      cloud.pause().now(next, "the next look for " + what);
      next =
          next.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next.multipliedBy(2);
    }
  }

  static ProviderException late(String what, Duration deadline) {
    return new ProviderException.Retryable(
        "%s was deleted and DigitalOcean still lists it after %d s"
            .formatted(what, deadline.toSeconds()),
        "Run the command again later.",
        new IllegalStateException("still listed"));
  }
}

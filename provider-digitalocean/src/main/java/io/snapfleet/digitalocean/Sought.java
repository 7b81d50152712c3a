package io.snapfleet.digitalocean;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks for what a call without an answer may have made. */
final class Sought {
  private Sought() {}

  /** What shows in time; else it is not known whether it was made. */
  static <T> T after(Api.Unknown unknown, Cloud cloud, String doing, Supplier<Optional<T>> look) {
    Instant end = cloud.clock().instant().plus(cloud.timing().settle());
    Optional<T> found = look.get();
    while (found.isEmpty()) {
      if (!cloud.clock().instant().isBefore(end)) {
        throw Refusals.unknown(doing, unknown);
      }
      cloud.pause().now(cloud.timing().look(), doing);
      found = look.get();
    }
    return found.get();
  }
}

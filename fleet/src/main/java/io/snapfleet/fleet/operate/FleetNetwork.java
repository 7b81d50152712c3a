package io.snapfleet.fleet.operate;

import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.api.Tags;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The private network of one fleet, looked for when first needed. Thread-safe. */
final class FleetNetwork {
  /** Lists of a provider may lag behind what was created. */
  static final Duration LISTED = Duration.ofSeconds(30);

  private final Provider provider;
  private final ProviderCalls calls;
  private final Waiter waiter;
  private final Tags tags;
  private volatile @Nullable Network known;

  FleetNetwork(Provider provider, ProviderCalls calls, Waiter waiter, Tags tags) {
    this.provider = provider;
    this.calls = calls;
    this.waiter = waiter;
    this.tags = tags;
  }

  Network find() {
    Network found = known;
    if (found == null) {
      found =
          waiter.until(
              LISTED,
              "the fleet's network",
              "provider " + provider.name(),
              () -> "the provider does not list it",
              () ->
                  calls.read(() -> provider.networks().networks(tags)).stream()
                      .filter(Network::complete)
                      .findFirst());
      known = found;
    }
    return found;
  }
}

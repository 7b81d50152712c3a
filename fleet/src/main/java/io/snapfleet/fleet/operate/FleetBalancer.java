package io.snapfleet.fleet.operate;

import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.LoadBalancer;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.api.Tags;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The load balancer that the provider runs for one fleet, looked for once. Thread-safe. */
final class FleetBalancer {
  private final Provider provider;
  private final ProviderRetry retry;
  private final Tags tags;
  private boolean looked;
  private @Nullable LoadBalancer known;

  FleetBalancer(Provider provider, ProviderRetry retry, Tags tags) {
    this.provider = provider;
    this.retry = retry;
    this.tags = tags;
  }

  /** Empty where the fleet has none. */
  synchronized Optional<LoadBalancer> find() {
    if (!looked) {
      known = look().orElse(null);
      looked = true;
    }
    return Optional.ofNullable(known);
  }

  private Optional<LoadBalancer> look() {
    return provider.capabilities().contains(Capability.LOAD_BALANCERS)
        ? retry.call(() -> provider.loadBalancers().balancers(tags)).stream().findFirst()
        : Optional.empty();
  }

  /** It is known now to be like this. */
  synchronized void became(LoadBalancer balancer) {
    known = balancer;
    looked = true;
  }
}

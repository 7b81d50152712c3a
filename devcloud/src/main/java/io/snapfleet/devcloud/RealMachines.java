package io.snapfleet.devcloud;

import io.snapfleet.provider.api.Provider;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Where the real machines behind droplets come from.
 *
 * @param provider used by the devcloud alone, and closed by it
 * @param hostKeys makes a new key at each call
 */
public record RealMachines(Provider provider, Supplier<HostKey> hostKeys) {
  public RealMachines {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(hostKeys, "hostKeys");
  }
}

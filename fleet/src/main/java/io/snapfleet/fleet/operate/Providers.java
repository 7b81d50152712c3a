package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.provider.api.Provider;

/** Opens the provider a fleet file names. */
@FunctionalInterface
public interface Providers {
  /** Whoever opens it closes it. */
  Provider open(ProviderSpec spec);
}

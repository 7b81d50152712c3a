package io.snapfleet.fleet.model;

import java.util.Map;
import java.util.Objects;

/**
 * Where the fleet runs.
 *
 * @param name {@code local}
 * @param options the provider's own settings, as text
 */
public record ProviderSpec(String name, Map<String, String> options) {
  public ProviderSpec {
    Objects.requireNonNull(name, "name");
    options = Map.copyOf(options);
  }
}

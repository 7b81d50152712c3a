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
  private static final String ENDPOINT = "endpoint";

  public ProviderSpec {
    Objects.requireNonNull(name, "name");
    options = Map.copyOf(options);
  }

  /** Tells providers apart whose images differ: the name, and the address where one is given. */
  public String place() {
    String endpoint = options.getOrDefault(ENDPOINT, "");
    return endpoint.isEmpty() ? name : name + " " + endpoint;
  }
}

package io.snapfleet.fleet.model;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the fleet runs.
 *
 * @param name {@code local}
 * @param options the provider's own settings, as text
 */
public record ProviderSpec(String name, Map<String, String> options) {
  private static final String ENDPOINT = "endpoint";
  private static final String REGION = "region";

  public ProviderSpec {
    Objects.requireNonNull(name, "name");
    options = Map.copyOf(options);
  }

  /** Tells providers apart whose images differ: the name, and the address where one is given. */
  public String place() {
    String endpoint = options.getOrDefault(ENDPOINT, "").replaceFirst("/+$", "");
    return endpoint.isEmpty() ? name : name + " " + endpoint;
  }

  /** The part of the place that machines are in, where one is named. */
  public Optional<String> region() {
    return Optional.ofNullable(options.get(REGION));
  }

  /** Where machines are: the place, and its region. */
  public String location() {
    return region().map(region -> place() + ", region " + region).orElse(place());
  }
}

package io.snapfleet.fleet.model;

import java.util.Objects;

/**
 * What a tier shall be.
 *
 * @param machines how many, 0 to 10000
 * @param size the provider's name of a size, or {@code small}, {@code medium}, {@code large}
 * @param volumeBytes size of each data volume of a machine
 */
public record TierSpec(int machines, String size, long volumeBytes) {
  public TierSpec {
    Objects.requireNonNull(size, "size");
  }
}

package io.snapfleet.fleet.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a tier shall be.
 *
 * @param machines how many, 0 to 10000
 * @param size the provider's name of a size, or {@code small}, {@code medium}, {@code large}
 * @param volumeBytes size of each data volume of a machine
 * @param image what its machines are made of, by id, name or {@code latest:TEMPLATE}; null where
 *     that is left open
 */
public record TierSpec(int machines, String size, long volumeBytes, @Nullable String image) {
  public TierSpec {
    Objects.requireNonNull(size, "size");
  }

  /** A tier that is made of nothing in particular. */
  public TierSpec(int machines, String size, long volumeBytes) {
    this(machines, size, volumeBytes, null);
  }

  /** The same, made of another image. */
  public TierSpec of(String other) {
    return new TierSpec(machines, size, volumeBytes, other);
  }

  /** The same with another number of machines. */
  public TierSpec scaled(int number) {
    return new TierSpec(number, size, volumeBytes, image);
  }
}

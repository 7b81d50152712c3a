package io.snapfleet.provider.api;

import java.util.Optional;

/** What things cost here. Needs {@link Capability#PRICES}. */
public interface Pricing {
  /**
   * A machine of a size, as in {@link MachineRequest#size}; nothing where there is no such size, or
   * its price is not told.
   */
  Optional<Price> ofMachine(String size);

  /** A gibibyte of a volume; nothing where its price is not told. */
  Optional<Price> ofVolumeGibibyte();
}

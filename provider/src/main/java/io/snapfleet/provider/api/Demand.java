package io.snapfleet.provider.api;

import java.util.List;
import java.util.Objects;

/**
 * What a plan is about to ask for.
 *
 * @param newMachines sizes of the machines to be created, one entry a machine
 * @param newVolumeBytes sum of the sizes of the volumes to be created
 * @param publish ports to be published by new machines
 * @param names what the new things shall be called
 */
public record Demand(
    List<String> newMachines, long newVolumeBytes, List<PublishedPort> publish, WantedNames names) {
  /** A demand for things whose names do not matter. */
  public Demand(List<String> newMachines, long newVolumeBytes, List<PublishedPort> publish) {
    this(newMachines, newVolumeBytes, publish, WantedNames.NONE);
  }

  public Demand {
    newMachines = List.copyOf(newMachines);
    publish = List.copyOf(publish);
    Objects.requireNonNull(names, "names");
  }
}

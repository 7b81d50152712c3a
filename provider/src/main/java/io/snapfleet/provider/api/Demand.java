package io.snapfleet.provider.api;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a plan is about to ask for.
 *
 * @param newMachines sizes of the machines to be created, one entry a machine
 * @param newVolumeBytes sum of the sizes of the volumes to be created
 * @param publish ports to be published by new machines
 * @param names what the new things shall be called
 * @param images what new machines boot from
 * @param zones of the account, in which names are to stand for new machines
 */
public record Demand(
    List<String> newMachines,
    long newVolumeBytes,
    List<PublishedPort> publish,
    WantedNames names,
    Set<ImageId> images,
    Set<String> zones) {
  /** A demand for things whose names and images do not matter. */
  public Demand(List<String> newMachines, long newVolumeBytes, List<PublishedPort> publish) {
    this(newMachines, newVolumeBytes, publish, WantedNames.NONE, Set.of(), Set.of());
  }

  public Demand {
    newMachines = List.copyOf(newMachines);
    publish = List.copyOf(publish);
    Objects.requireNonNull(names, "names");
    images = Set.copyOf(images);
    zones = Set.copyOf(zones);
  }
}

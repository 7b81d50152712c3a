package io.snapfleet.provider.api;

import java.util.List;

/**
 * What a plan is about to ask for.
 *
 * @param newMachines sizes of the machines to be created, one entry a machine
 * @param newVolumeBytes sum of the sizes of the volumes to be created
 * @param publish ports to be published by new machines
 */
public record Demand(List<String> newMachines, long newVolumeBytes, List<PublishedPort> publish) {
  public Demand {
    newMachines = List.copyOf(newMachines);
    publish = List.copyOf(publish);
  }
}

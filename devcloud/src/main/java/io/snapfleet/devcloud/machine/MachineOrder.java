package io.snapfleet.devcloud.machine;

import java.util.List;

/**
 * A droplet, as the machine that shall be behind it.
 *
 * @param image the provider's id of what it boots from; empty for the provider's base image
 * @param network the id of its VPC
 * @param memory in MiB
 * @param keys public keys that were named at its creation
 */
public record MachineOrder(
    String droplet,
    String name,
    String image,
    String network,
    long memory,
    String userData,
    List<String> keys,
    List<Disk> disks) {
  public MachineOrder {
    keys = List.copyOf(keys);
    disks = List.copyOf(disks);
  }

  /**
   * A volume.
   *
   * @param snapshot the id of the volume snapshot it began as; empty when it began empty
   */
  public record Disk(String id, String name, long gigabytes, String snapshot) {}

  /** Leaves the user data out, which has keys in it. */
  @Override
  public String toString() {
    return "MachineOrder[" + droplet + ", " + name + "]";
  }
}

package io.snapfleet.provider.fake;

import java.util.Objects;
import java.util.Set;

/**
 * One call that a controller made to the provider.
 *
 * @param ordinal 1 for the first call of a provider object, then counting up
 * @param name the interface and its method, such as {@code compute.create}
 * @param subject the name or id of the thing it is about; empty where it is about none
 */
public record Call(int ordinal, String name, String subject) {
  private static final Set<String> READS =
      Set.of(
          "provider.preflight",
          "compute.machines",
          "compute.machine",
          "compute.images",
          "compute.image",
          "compute.baseImage",
          "compute.openImage",
          "networks.networks",
          "firewalls.firewalls",
          "blockStorage.volumes",
          "blockStorage.volume",
          "blockStorage.snapshots",
          "loadBalancers.balancers",
          "loadBalancers.balancer",
          "loadBalancers.members",
          "dns.records",
          "pricing.ofMachine",
          "pricing.ofVolumeGibibyte");

  public Call {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(subject, "subject");
  }

  /** Whether it is of a kind that can change something at the provider. */
  public boolean changes() {
    return !READS.contains(name);
  }

  @Override
  public String toString() {
    return "call " + ordinal + " " + (name + " " + subject).strip();
  }
}

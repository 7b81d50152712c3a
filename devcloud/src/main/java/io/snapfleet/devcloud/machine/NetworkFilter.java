package io.snapfleet.devcloud.machine;

import java.util.Objects;
import java.util.Set;

/**
 * What the droplets of a VPC may say to each other, and whether to others.
 *
 * @param passes the connections that may be opened; all others may not
 * @param open whether they may open connections that leave the VPC
 */
public record NetworkFilter(String vpc, Set<Pass> passes, boolean open) {
  public NetworkFilter {
    Objects.requireNonNull(vpc, "vpc");
    passes = Set.copyOf(passes);
  }

  /** TCP connections from one droplet to a port of another. */
  public record Pass(String from, String to, int port) {}
}

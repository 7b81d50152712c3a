package io.snapfleet.local;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/** Chooses address ranges for networks, and addresses for machines. */
final class FreeAddresses {
  private static final int NETWORK_PREFIX = 24;

  /** The lowest address is the network itself, the next one its gateway, the highest broadcast. */
  private static final int FIRST_MACHINE = 2;

  private static final int LAST_MACHINE = 254;

  private FreeAddresses() {}

  /**
   * A /24 of the range that overlaps nothing taken.
   *
   * @param seed where in the range to begin, so that homes seldom want the same one
   */
  static Optional<Subnet> network(Subnet range, Collection<Subnet> taken, int seed) {
    long count = range.size() >> (32 - NETWORK_PREFIX);
    long start = Math.floorMod(seed, count);
    return LongStream.range(0, count)
        .map(step -> (start + step) % count)
        .mapToObj(index -> new Subnet(range.base() + (index << 8), NETWORK_PREFIX))
        .filter(candidate -> taken.stream().noneMatch(candidate::overlaps))
        .findFirst();
  }

  static Optional<String> machine(Subnet network, Set<String> taken) {
    return LongStream.rangeClosed(FIRST_MACHINE, LAST_MACHINE)
        .mapToObj(network::address)
        .filter(address -> !taken.contains(address))
        .findFirst();
  }
}

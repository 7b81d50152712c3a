package io.snapfleet.provider.fake;

import io.snapfleet.provider.api.NetworkId;
import io.snapfleet.provider.api.ProviderException;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Hands out ranges of 198.18.0.0/16 and addresses in them, the lowest free one first. */
final class Addresses {
  private Addresses() {}

  static String ofNextNetwork(World world) {
    Set<String> taken =
        world.networks.values().stream().map(e -> e.network().cidr()).collect(Collectors.toSet());
    return lowestFree(taken, number -> "198.18." + number + ".0/24", "range of addresses");
  }

  static String ofNextMachine(World world, NetworkId network) {
    String cidr = World.needNetwork(world, network).network().cidr();
    String prefix = cidr.substring(0, cidr.lastIndexOf('.') + 1);
    Set<String> taken =
        world.machines.values().stream()
            .map(entry -> String.valueOf(entry.machine().address()))
            .collect(Collectors.toSet());
    return lowestFree(taken, number -> prefix + (number + 1), "address in " + cidr);
  }

  private static String lowestFree(Set<String> taken, Function<Integer, String> form, String what) {
    return IntStream.rangeClosed(1, 250)
        .mapToObj(form::apply)
        .filter(candidate -> !taken.contains(candidate))
        .findFirst()
        .orElseThrow(
            () ->
                new ProviderException.InsufficientCapacity(
                    "no " + what + " is free", "Delete what is no longer needed."));
  }
}

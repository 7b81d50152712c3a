package io.snapfleet.provider.fake;

import io.snapfleet.provider.api.Problem;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.PublishedPort;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The host ports that machines of this world hold; nothing is bound on the real computer. */
final class PublishedPorts {
  private static final int FIRST_FREE = 20_000;

  private PublishedPorts() {}

  static boolean taken(World world, PublishedPort wanted) {
    return clashes(held(world), wanted);
  }

  static Problem problem(PublishedPort port) {
    return new Problem(
        "port " + port.hostPort() + " of " + port.hostAddress() + " is taken",
        "published port " + port.hostPort(),
        "Publish another port, or delete the machine that has it.");
  }

  /** The ports with every 0 replaced by a free one. */
  static List<PublishedPort> bind(World world, List<PublishedPort> wanted) {
    List<PublishedPort> held = new ArrayList<>(held(world).toList());
    List<PublishedPort> bound = new ArrayList<>();
    for (PublishedPort port : wanted) {
      PublishedPort exact = port.hostPort() == 0 ? anyFree(held, port) : port;
      refuseTaken(held, exact);
      held.add(exact);
      bound.add(exact);
    }
    return bound;
  }

  private static void refuseTaken(List<PublishedPort> held, PublishedPort port) {
    if (clashes(held.stream(), port)) {
      Problem problem = problem(port);
      throw new ProviderException.Conflict(problem.what(), problem.fix());
    }
  }

  private static PublishedPort anyFree(List<PublishedPort> held, PublishedPort port) {
    return IntStream.rangeClosed(FIRST_FREE, 65_535)
        .mapToObj(number -> new PublishedPort(port.hostAddress(), number, port.machinePort()))
        .filter(candidate -> !clashes(held.stream(), candidate))
        .findFirst()
        .orElseThrow(
            () ->
                new ProviderException.InsufficientCapacity(
                    "no port of " + port.hostAddress() + " is free", "Delete a machine."));
  }

  private static Stream<PublishedPort> held(World world) {
    return world.machines.values().stream().flatMap(entry -> entry.machine().published().stream());
  }

  private static boolean clashes(Stream<PublishedPort> held, PublishedPort wanted) {
    return wanted.hostPort() != 0
        && held.anyMatch(
            port ->
                port.hostPort() == wanted.hostPort()
                    && port.hostAddress().equals(wanted.hostAddress()));
  }
}

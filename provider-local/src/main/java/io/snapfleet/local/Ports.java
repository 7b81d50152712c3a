package io.snapfleet.local;

import io.snapfleet.provider.api.Problem;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.PublishedPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ports of this computer that machines are published on. */
final class Ports {
  private static final int TRIES = 100;

  private Ports() {}

  /**
   * Why a machine cannot be published there now, if it cannot.
   *
   * @param promised whether another machine is to have the port
   */
  static Optional<Problem> obstacle(PublishedPort port, boolean promised) {
    if (!canListen(port.hostAddress(), 0)) {
      return Optional.of(
          new Problem(
              "this computer has no address " + port.hostAddress(),
              "publish",
              "set site.address in the fleet file to an address that 'ip -4 address' lists, or"
                  + " leave it out for 127.0.0.1"));
    }
    return promised || !canListen(port.hostAddress(), port.hostPort())
        ? Optional.of(new Problem(taken(port), "publish", howToFind(port)))
        : Optional.empty();
  }

  private static boolean canListen(String address, int port) {
    try (ServerSocket socket = listen(address, port)) {
      return socket.isBound();
    } catch (IOException refused) {
      return false;
    }
  }

  /** The requested ports with each 0 replaced by a free one. */
  static List<PublishedPort> settle(List<PublishedPort> requested, Set<Integer> promised) {
    return requested.stream().map(port -> settle(port, promised)).toList();
  }

  private static String taken(PublishedPort port) {
    return "port %d of %s is in use".formatted(port.hostPort(), port.hostAddress());
  }

  private static String howToFind(PublishedPort port) {
    return "see who has it with \"ss -ltnp 'sport = :%d'\" and stop it, or publish another port"
        .formatted(port.hostPort());
  }

  private static PublishedPort settle(PublishedPort port, Set<Integer> promised) {
    boolean any = port.hostPort() == 0;
    obstacle(port, !any && promised.contains(port.hostPort()))
        .ifPresent(
            problem -> {
              throw new ProviderException.Conflict(problem.what(), problem.fix());
            });
    if (any) {
      int free = anyFree(port.hostAddress(), promised);
      return new PublishedPort(port.hostAddress(), free, port.machinePort());
    }
    return port;
  }

  private static int anyFree(String address, Set<Integer> promised) {
    for (int i = 0; i < TRIES; i++) {
      try (ServerSocket socket = listen(address, 0)) {
        if (!promised.contains(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      } catch (IOException refused) {
        break;
      }
    }
    throw new ProviderException.Conflict(
        "no port of " + address + " is free", "see who has them with 'ss -ltnp'");
  }

  private static ServerSocket listen(String address, int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return socket;
    } catch (IOException refused) {
      socket.close();
      throw refused;
    }
  }
}

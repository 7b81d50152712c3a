package io.snapfleet.local;

import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.PublishedPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;

/** Ports of this computer that machines are published on. */
final class Ports {
  private static final int TRIES = 100;

  private Ports() {}

  /** Whether nobody listens there now. */
  static boolean isFree(String address, int port) {
    try (ServerSocket socket = listen(address, port)) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /** The requested ports with each 0 replaced by a free one. */
  static List<PublishedPort> settle(List<PublishedPort> requested, Set<Integer> promised) {
    return requested.stream().map(port -> settle(port, promised)).toList();
  }

  static String taken(PublishedPort port) {
    return "port %d of %s is in use".formatted(port.hostPort(), port.hostAddress());
  }

  static String howToFind(PublishedPort port) {
    return "see who has it with \"ss -ltnp 'sport = :%d'\" and stop it, or publish another port"
        .formatted(port.hostPort());
  }

  private static PublishedPort settle(PublishedPort port, Set<Integer> promised) {
    if (port.hostPort() == 0) {
      int free = anyFree(port.hostAddress(), promised);
      return new PublishedPort(port.hostAddress(), free, port.machinePort());
    }
    if (promised.contains(port.hostPort()) || !isFree(port.hostAddress(), port.hostPort())) {
      throw new ProviderException.Conflict(taken(port), howToFind(port));
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
        "no port of " + address + " is free", "check that the address is one of this computer's");
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

package io.snapfleet.provider.api;

import java.util.Objects;

/**
 * A port of a machine that answers on the operator's computer.
 *
 * @param hostAddress an address of this computer, normally 127.0.0.1
 * @param hostPort 0 in a request asks for any free port; never 0 in an answer
 * @param machinePort the TCP port inside the machine
 */
public record PublishedPort(String hostAddress, int hostPort, int machinePort) {
  public PublishedPort {
    Objects.requireNonNull(hostAddress, "hostAddress");
    if (hostPort < 0 || hostPort > 65535 || machinePort < 1 || machinePort > 65535) {
      throw new IllegalArgumentException("not a port: " + hostPort + ":" + machinePort);
    }
  }
}

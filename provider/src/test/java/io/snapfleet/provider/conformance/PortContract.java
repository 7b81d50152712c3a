package io.snapfleet.provider.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.Demand;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.PublishedPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Published ports; a provider that cannot publish refuses, and never ignores the wish. */
interface PortContract extends Contract {
  String HOST = "127.0.0.1";

  @Test
  default void anyFreePortIsNamedInTheAnswerAndKept() {
    MachineRequest request = publishing("proxy-1", 0);
    if (refusedForLackOf(request)) {
      return;
    }

    PublishedPort published = onlyPort(fleet().compute().create(request));

    assertThat(published.hostPort()).isPositive();
    assertThat(published.machinePort()).isEqualTo(80);
    Machine later = reopenedFleet().compute().create(request);
    assertThat(onlyPort(later)).isEqualTo(published);
  }

  @Test
  default void wantedPortIsTheOneBoundAndFreeAgainAfterDeletion() throws IOException {
    MachineRequest request = publishing("proxy-1", freePort());
    if (refusedForLackOf(request)) {
      return;
    }

    Machine first = fleet().compute().create(request);
    assertThat(first.published()).isEqualTo(request.publish());
    fleet().compute().delete(first.id());

    Machine second = fleet().compute().create(request);
    assertThat(second.published()).isEqualTo(request.publish());
  }

  @Test
  default void takenPortIsAConflictThatPreflightForesees() throws IOException {
    int port = freePort();
    MachineRequest request = publishing("proxy-1", port);
    if (refusedForLackOf(request)) {
      return;
    }
    assertThat(fleet().provider().preflight(demand(request))).isEmpty();
    Machine first = fleet().compute().create(request);

    assertThat(fleet().provider().preflight(demand(request))).isNotEmpty();
    assertThatThrownBy(() -> fleet().compute().create(publishing("proxy-2", port)))
        .isInstanceOf(ProviderException.Conflict.class);
    assertThat(fleet().compute().machines(fleet().all()))
        .extracting(Machine::id)
        .containsExactly(first.id());
  }

  private MachineRequest publishing(String label, int hostPort) {
    PublishedPort port = new PublishedPort(HOST, hostPort, 80);
    return fleet().publishing(port, fleet().request(fleet().named(label)));
  }

  private boolean refusedForLackOf(MachineRequest request) {
    boolean lacking = !fleet().can(Capability.PUBLISH_PORTS);
    if (lacking) {
      assertThatThrownBy(() -> fleet().compute().create(request))
          .isInstanceOf(ProviderException.Permanent.class);
    }
    return lacking;
  }

  private static Demand demand(MachineRequest request) {
    return new Demand(List.of(request.size()), 0, request.publish());
  }

  private static PublishedPort onlyPort(Machine machine) {
    assertThat(machine.published()).hasSize(1);
    return machine.published().getFirst();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    }
  }
}

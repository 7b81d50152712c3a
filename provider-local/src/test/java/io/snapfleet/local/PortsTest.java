package io.snapfleet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.provider.api.Problem;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.PublishedPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {
  /** RFC 5737 sets it aside for documentation. */
  private static final String ELSEWHERE = "192.0.2.77";

  @ParameterizedTest
  @ValueSource(ints = {0, 18_349})
  void an_address_that_is_not_this_computers_is_told_as_that_and_with_the_key_to_change(int port) {
    PublishedPort published = new PublishedPort(ELSEWHERE, port, 80);

    assertThat(Ports.obstacle(published, false))
        .get()
        .satisfies(
            problem -> {
              assertThat(problem.what()).isEqualTo("this computer has no address 192.0.2.77");
              assertThat(problem.fix()).contains("site.address", "ip -4 address");
            });
    assertThatThrownBy(() -> Ports.settle(List.of(published), Set.of()))
        .isInstanceOf(ProviderException.Conflict.class)
        .hasMessageContaining("this computer has no address 192.0.2.77");
  }

  @Test
  void a_port_is_in_use_while_someone_listens_there_or_another_machine_is_to_have_it()
      throws IOException {
    PublishedPort port;
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = new PublishedPort("127.0.0.1", other.getLocalPort(), 80);
      assertThat(Ports.obstacle(port, false)).map(Problem::what).contains(inUse(port));
    }
    assertThat(Ports.obstacle(port, false)).isEmpty();
    assertThat(Ports.obstacle(port, true)).map(Problem::what).contains(inUse(port));
  }

  private static String inUse(PublishedPort port) {
    return "port %d of 127.0.0.1 is in use".formatted(port.hostPort());
  }
}

package io.snapfleet.provider.conformance;

import io.snapfleet.provider.api.Machine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.awaitility.Awaitility;

/** Whether something that speaks SSH answers at a machine's port 22. */
final class SshBanner {
  private SshBanner() {}

  static void await(Machine machine, Duration deadline) {
    String address = Objects.requireNonNull(machine.address(), "a created machine has an address");
    Awaitility.await("SSH of machine " + machine.name() + " at " + address)
        .atMost(deadline)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> answers(address));
  }

  private static boolean answers(String address) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, 22), 1000);
      socket.setSoTimeout(2000);
      byte[] start = socket.getInputStream().readNBytes(4);
      return new String(start, StandardCharsets.US_ASCII).equals("SSH-");
    } catch (IOException notYet) {
      return false;
    }
  }
}

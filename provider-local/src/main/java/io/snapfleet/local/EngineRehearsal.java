package io.snapfleet.local;

import io.snapfleet.provider.api.ProviderException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Speaks to podman as every command does, on a socket behind which there is none: it needs neither
 * root nor podman. For the JVM that watches while the packaged program's cache is made.
 */
public final class EngineRehearsal {
  private static final byte[] ANSWER =
      """
      HTTP/1.1 200 OK\r
      Content-Type: application/json\r
      Content-Length: 2\r
      \r
      []"""
          .getBytes(StandardCharsets.US_ASCII);

  private EngineRehearsal() {}

  /**
   * Makes its socket in this directory, and removes it again.
   *
   * @throws ProviderException when the calls did not work
   */
  public static void run(Path directory) throws IOException {
    Path socket = directory.resolve("rehearsal.sock");
    Files.deleteIfExists(socket);
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Thread.ofVirtual().start(() -> answerAll(server));
      try (PodmanApi podman = new PodmanApi(socket)) {
        podman.states();
        podman.create("rehearsal", Map.of("name", "rehearsal", "portmappings", List.of()));
        podman.remove("rehearsal");
      }
    } finally {
      Files.deleteIfExists(socket);
    }
  }

  private static void answerAll(ServerSocketChannel server) {
    try (SocketChannel client = server.accept()) {
      ByteBuffer request = ByteBuffer.allocate(4096);
      while (client.read(request.clear()) >= 0) {
        client.write(ByteBuffer.wrap(ANSWER));
      }
    } catch (IOException closed) {
      // The rehearsal is over.
    }
  }
}

package io.snapfleet.bake.part;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * A registry on this computer with one image, for those who know the password. It speaks no TLS,
 * and hangs up on whoever begins with that; one request a connection.
 */
final class TestRegistry implements AutoCloseable {
  static final String USER = "reader";
  static final String PASSWORD = "open-sesame";
  private static final int TLS_BEGINS = 0x16;
  private static final String LOGIN =
      "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(UTF_8));

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Path image;

  /**
   * @param image a directory as {@code podman save --format docker-dir} writes it
   */
  TestRegistry(Path image) throws IOException {
    this.image = image;
    Thread.startVirtualThread(this::serve);
  }

  String name() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  /** A file of settings in which this registry may speak without encryption. */
  Path settings(Path directory) throws IOException {
    return Files.writeString(
        directory.resolve("registries.conf"),
        "[[registry]]\nlocation = \"" + name() + "\"\ninsecure = true\n");
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        answer(connection.getInputStream(), connection.getOutputStream());
      } catch (IOException closed) {
        // The test has ended, or somebody has hung up.
      }
    }
  }

  private void answer(InputStream input, OutputStream output) throws IOException {
    int first = input.read();
    if (first < 0 || first == TLS_BEGINS) {
      return;
    }
    StringBuilder request = new StringBuilder().append((char) first);
    while (request.indexOf("\r\n\r\n") < 0) {
      request.append((char) input.read());
    }
    String[] words = request.toString().split(" ", 3);
    boolean known = request.indexOf("Authorization: " + LOGIN) >= 0;
    byte[] body = known ? content(words[1]) : new byte[0];
    String head =
        "HTTP/1.1 "
            + (known ? "200 OK" : "401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"test\"")
            + "\r\nContent-Type: application/vnd.docker.distribution.manifest.v2+json"
            + "\r\nConnection: close\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    output.write(head.getBytes(ISO_8859_1));
    if (!words[0].equals("HEAD")) {
      output.write(body);
    }
  }

  private byte[] content(String path) throws IOException {
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (path.contains("/manifests/")) {
      return Files.readAllBytes(image.resolve("manifest.json"));
    }
    return path.contains("/blobs/")
        ? Files.readAllBytes(image.resolve(last.replace("sha256:", "")))
        : "{}".getBytes(UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

package io.snapfleet.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers on a socket as podman does, and remembers containers by their names. All of them run. */
final class PretendedPodman implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("\"name\" ?: ?\"([^\"]+)\"");
  private static final Pattern CONTAINER = Pattern.compile("/containers/([^/?]+)");
  private static final String LENGTH = "content-length:";

  private final ServerSocketChannel server;
  private final Path socket;
  private final Set<String> containers = ConcurrentHashMap.newKeySet();

  private PretendedPodman(ServerSocketChannel server, Path socket) {
    this.server = server;
    this.socket = socket;
  }

  static PretendedPodman start(Path socket) throws IOException {
    Files.deleteIfExists(socket);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    PretendedPodman podman = new PretendedPodman(server, socket);
    Thread.ofPlatform().daemon().start(podman::acceptAll);
    return podman;
  }

  private void acceptAll() {
    try {
      while (true) {
        SocketChannel client = server.accept();
        Thread.ofPlatform().daemon().start(() -> serve(client));
      }
    } catch (IOException closed) {
      // The rehearsal is over.
    }
  }

  private void serve(SocketChannel client) {
    try (client;
        BufferedReader requests =
            new BufferedReader(
                new InputStreamReader(
                    Channels.newInputStream(client), StandardCharsets.ISO_8859_1));
        OutputStream answers = Channels.newOutputStream(client)) {
      for (String line = requests.readLine(); line != null; line = requests.readLine()) {
        String body = answer(line, body(requests));
        answers.write(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(body.length(), body)
                .getBytes(StandardCharsets.ISO_8859_1));
        answers.flush();
      }
    } catch (IOException gone) {
      // So is whoever asked.
    }
  }

  private static String body(BufferedReader requests) throws IOException {
    int length = 0;
    @Nullable String line = requests.readLine();
    while (line != null && !line.isEmpty()) {
      if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(line.substring(LENGTH.length()).strip());
      }
      line = requests.readLine();
    }
    char[] body = new char[length];
    int read = 0;
    while (read < length) {
      int more = requests.read(body, read, length - read);
      if (more < 0) {
        throw new IOException("the request ends in its middle");
      }
      read += more;
    }
    return new String(body);
  }

  private String answer(String request, String body) {
    if (request.contains("/containers/create")) {
      Matcher name = NAME.matcher(body);
      if (name.find()) {
        containers.add(name.group(1));
      }
    } else if (request.startsWith("DELETE")) {
      Matcher container = CONTAINER.matcher(request);
      if (container.find()) {
        containers.remove(container.group(1));
      }
    }
    return containers.stream()
        .map("{\"Names\": [\"%s\"], \"State\": \"running\"}"::formatted)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(socket);
  }
}

package io.snapfleet.e2e;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Asks a site for its front page over a connection of its own each time. It speaks HTTP by hand,
 * because Java's clients ask again by themselves when a connection breaks. Thread-safe.
 */
final class Visitor {
  private static final int MILLIS = 20_000;

  private final URI url;

  Visitor(String url) {
    this.url = URI.create(url);
  }

  /**
   * An answer.
   *
   * @param servedBy the machine that made it, as the load balancer tells
   */
  record Page(int status, String text, @Nullable String servedBy) {}

  /** Follows no redirect. */
  Page frontPage() throws IOException {
    try (Socket socket = new Socket()) {
      int port = url.getPort() < 0 ? 80 : url.getPort();
      socket.connect(new InetSocketAddress(url.getHost(), port), MILLIS);
      socket.setSoTimeout(MILLIS);
      String request = "GET / HTTP/1.0\r\nHost: %s\r\n\r\n".formatted(url.getAuthority());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      return page(new String(answer, StandardCharsets.UTF_8));
    }
  }

  /** The names of the machines that answered this many requests with 200. */
  TreeSet<String> servedBy(int requests) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (int request = 0; request < requests; request++) {
      Page page = frontPage();
      if (page.status() == 200 && page.servedBy() != null) {
        names.add(page.servedBy());
      }
    }
    return names;
  }

  private static Page page(String answer) throws IOException {
    int end = answer.indexOf("\r\n\r\n");
    if (end < 0 || !answer.startsWith("HTTP/")) {
      throw new IOException("the answer broke off: '" + answer + "'");
    }
    String[] head = answer.substring(0, end).split("\r\n");
    int status = Integer.parseInt(head[0].split(" ")[1]);
    String servedBy = null;
    for (String line : head) {
      if (line.toLowerCase(Locale.ROOT).startsWith("x-served-by:")) {
        servedBy = line.substring(line.indexOf(':') + 1).strip();
      }
    }
    return new Page(status, answer.substring(end), servedBy);
  }
}

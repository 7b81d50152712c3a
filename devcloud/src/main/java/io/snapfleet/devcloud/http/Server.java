package io.snapfleet.devcloud.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.snapfleet.devcloud.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** Speaks HTTP on 127.0.0.1, with a virtual thread for every call. */
public final class Server implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Server.class.getName());
  private static final int WAITING_CONNECTIONS = 4096;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final FrontDoor door;
  private final Consumer<Exchange> listener;

  static {
    // Read once by the JDK's server. Answers are small: without it each waits for the last one's
    // acknowledgement. A load test keeps more connections than the 200 it would keep open, and a
    // client that keeps one for 30 s must not find it closed at that very moment.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    System.setProperty("sun.net.httpserver.idleInterval", "120");
  }

  /**
   * Starts to listen.
   *
   * @param listener told of every exchange after its answer went out
   */
  public Server(int port, FrontDoor door, Consumer<Exchange> listener) {
    this.door = door;
    this.listener = listener;
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      server = HttpServer.create(address, WAITING_CONNECTIONS);
    } catch (IOException taken) {
      throw new UncheckedIOException("nothing can listen on " + address, taken);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange http) throws IOException {
    long begin = System.nanoTime();
    try (http) {
      String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Call call =
          new Call(
              http.getRequestMethod(),
              http.getRequestURI().getPath(),
              String.valueOf(http.getRequestURI().getRawQuery()).replaceFirst("^null$", ""),
              lowerCase(http.getRequestHeaders()),
              body);
      Answer answer = door.answer(call);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      String text = text(answer);
      listener.accept(exchange(call, answer, text, took));
      if (answer.status() != 0) {
        send(http, answer, text);
      }
    } catch (RuntimeException | Error mistake) {
      LOG.log(System.Logger.Level.ERROR, "a call ended without an answer", mistake);
      throw mistake;
    }
  }

  private static void send(HttpExchange http, Answer answer, String text) throws IOException {
    answer.headers().forEach((name, value) -> http.getResponseHeaders().set(name, value));
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    http.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      http.getResponseBody().write(body);
    }
  }

  private static String text(Answer answer) {
    return answer.body() == null ? "" : JsonMapper.shared().writeValueAsString(answer.body());
  }

  private static Exchange exchange(Call call, Answer answer, String text, Duration took) {
    Map<String, List<String>> headers = new HashMap<>();
    answer
        .headers()
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
    return new Exchange(
        call.method(),
        call.path(),
        call.query(),
        call.headers(),
        call.body(),
        answer.status(),
        headers,
        text,
        answer.requestId(),
        took);
  }

  private static Map<String, List<String>> lowerCase(Map<String, List<String>> headers) {
    Map<String, List<String>> lower = new HashMap<>();
    headers.forEach(
        (name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    return lower;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

package io.snapfleet.bench.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snapfleet.bench.measure.BenchException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Asks for one page, each time over a new connection as a new visitor does, so that no request is
 * silently sent a second time on another connection. Thread-safe.
 */
final class Visitor {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  static {
    System.setProperty("jdk.httpclient.keepalive.timeout", "0");
  }

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final HttpRequest request;

  Visitor(String page) {
    this.request = HttpRequest.newBuilder(URI.create(page)).timeout(PATIENCE).build();
  }

  /**
   * An answer.
   *
   * @param servedBy the web machine the load balancer took it from; empty when it does not say
   */
  record Page(int status, String servedBy, String text) {}

  /**
   * @throws IOException when there was no whole answer in time
   */
  Page ask() throws IOException {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
      String servedBy = answer.headers().firstValue("X-Served-By").orElse("");
      return new Page(answer.statusCode(), servedBy, answer.body());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted while asking for " + request.uri(), interrupted);
    }
  }
}

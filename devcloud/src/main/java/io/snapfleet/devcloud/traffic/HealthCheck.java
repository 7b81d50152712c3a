package io.snapfleet.devcloud.traffic;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * How it is found whether a member can serve.
 *
 * @param path what is asked for, and must be answered with a 2xx status; empty where it is enough
 *     that the port takes a connection
 * @param interval between two looks
 * @param timeout of each look
 * @param healthyAfter how many good looks in a row make a member healthy
 * @param unhealthyAfter how many bad ones make it unhealthy again
 */
public record HealthCheck(
    int port,
    String path,
    Duration interval,
    Duration timeout,
    long healthyAfter,
    long unhealthyAfter) {
  boolean passes(HttpClient http, String address) throws InterruptedException {
    try {
      return path.isEmpty() ? connects(address) : answers(http, address);
    } catch (IOException | IllegalArgumentException sick) {
      return false;
    }
  }

  private boolean connects(String address) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), Math.toIntExact(timeout.toMillis()));
      return true;
    }
  }

  private boolean answers(HttpClient http, String address)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://%s:%d%s".formatted(address, port, path)))
            .timeout(timeout)
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() / 100 == 2;
  }
}

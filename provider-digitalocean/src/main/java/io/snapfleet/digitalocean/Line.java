package io.snapfleet.digitalocean;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends one request once. Thread-safe. */
final class Line implements AutoCloseable {
  private static final int AT_ONCE = 64;
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(TO_CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Semaphore slots = new Semaphore(AT_ONCE, true);
  private final URI endpoint;
  private final ApiToken token;
  private final Duration deadline;

  Line(URI endpoint, ApiToken token, Duration deadline) {
    this.endpoint = endpoint;
    this.token = token;
    this.deadline = deadline;
  }

  /** No answer came. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean sent;

    Broken(String message, boolean sent, Throwable cause) {
      super(message, cause);
      this.sent = sent;
    }

    /** Whether the request may have been received and carried out. */
    boolean maybeReceived() {
      return sent;
    }
  }

  Answer send(String method, String path, @Nullable String json) throws Broken {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint + path))
            .timeout(deadline)
            .header("Authorization", "Bearer " + token.reveal())
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("User-Agent", "snapfleet")
            .method(
                method,
                json == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(json))
            .build();
    String call = method + " " + path.replaceAll("[?].*", "");
    return answer(call, exchange(request, call));
  }

  private HttpResponse<String> exchange(HttpRequest request, String call) throws Broken {
    try {
      slots.acquire();
    } catch (InterruptedException interrupted) {
      throw Pause.interrupted(call, interrupted);
    }
    CompletableFuture<HttpResponse<String>> exchange =
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    try {
      return exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw broken(failed.getCause() == null ? failed : failed.getCause());
    } catch (TimeoutException late) {
      throw new Broken("did not answer within %d s".formatted(deadline.toSeconds()), true, late);
    } catch (InterruptedException interrupted) {
      throw Pause.interrupted("the answer to " + call, interrupted);
    } finally {
      exchange.cancel(true);
      slots.release();
    }
  }

  private Broken broken(Throwable cause) {
    boolean connected =
        !(cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException);
    String how = connected ? "the connection broke" : "nothing answers at " + endpoint;
    String detail =
        cause instanceof IOException && cause.getMessage() != null ? ": " + cause.getMessage() : "";
    return new Broken(token.hideIn(how + detail), connected, cause);
  }

  private Answer answer(String call, HttpResponse<String> response) {
    HttpHeaders headers = response.headers();
    var body = Wire.parsed(token.hideIn(response.body()));
    String id =
        headers.firstValue("x-request-id").orElseGet(() -> body.path("request_id").asString(""));
    return new Answer(
        call,
        response.statusCode(),
        id.replaceAll("[^A-Za-z0-9_-]", ""),
        body,
        new Answer.Limits(
            Header.number(headers, "ratelimit-limit"),
            Header.number(headers, "ratelimit-remaining"),
            Header.number(headers, "ratelimit-reset"),
            headers.firstValue("retry-after")));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}

package io.snapfleet.devcloud;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A request as it came and the answer as it went out, secrets included.
 *
 * @param query as it stood in the URL, undecoded; empty when there was none
 * @param requestHeaders by lower-case name
 * @param requestBody empty when there was none
 * @param status 0 where the connection was ended instead of an answer
 * @param responseHeaders by lower-case name
 * @param responseBody empty when there was none
 */
public record Exchange(
    String method,
    String path,
    String query,
    Map<String, List<String>> requestHeaders,
    String requestBody,
    int status,
    Map<String, List<String>> responseHeaders,
    String responseBody,
    String requestId,
    Duration took) {
  public Exchange {
    Objects.requireNonNull(method, "method");
    requestHeaders = Map.copyOf(requestHeaders);
    responseHeaders = Map.copyOf(responseHeaders);
  }

  /** Leaves bodies and headers out. */
  @Override
  public String toString() {
    return "%s %s -> %d (%s)".formatted(method, path, status, requestId);
  }
}

package io.snapfleet.digitalocean;

import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * What came back for a request, whether good or bad.
 *
 * @param call such as {@code GET /v2/droplets}
 * @param requestId by which the vendor finds it again; empty where it gave none
 */
record Answer(String call, int status, String requestId, JsonNode body, Limits limits) {
  /** What the headers say of the rate limit. */
  record Limits(
      OptionalLong limit,
      OptionalLong remaining,
      OptionalLong reset,
      Optional<String> retryAfter) {}

  boolean good() {
    return status >= 200 && status < 300;
  }

  /** Worth another try of a call that may be made twice. */
  boolean passing() {
    return status == 429 || status >= 500;
  }

  Fields fields() {
    return new Fields(body, origin());
  }

  /** The call and its request id, for messages. */
  String origin() {
    return requestId.isEmpty() ? call : call + " (request id " + requestId + ")";
  }

  /** What the vendor says is wrong; empty where it says nothing that can be read. */
  String complaint() {
    Fields fields = fields();
    return fields
        .optionalText("message")
        .or(() -> fields.optionalText("error"))
        .map(text -> text.strip().replaceAll("\\s+", " ").replaceAll("[.]$", ""))
        .orElse("");
  }
}

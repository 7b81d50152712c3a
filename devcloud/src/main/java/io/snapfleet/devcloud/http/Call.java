package io.snapfleet.devcloud.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call as it came.
 *
 * @param query undecoded; empty when there was none
 * @param headers by lower-case name
 */
record Call(
    String method, String path, String query, Map<String, List<String>> headers, String body) {
  Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** The token it brings. */
  Optional<String> token() {
    return header("authorization")
        .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
        .map(value -> value.substring(7).strip());
  }
}

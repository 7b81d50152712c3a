package io.snapfleet.digitalocean;

import java.net.http.HttpHeaders;
import java.util.OptionalLong;

/** Headers, read leniently. */
final class Header {
  private Header() {}

  /** A number of up to 15 digits; anything else is as if it were not there. */
  static OptionalLong number(HttpHeaders headers, String name) {
    return headers.firstValue(name).stream()
        .filter(text -> text.matches("\\d{1,15}"))
        .mapToLong(Long::parseLong)
        .findFirst();
  }
}

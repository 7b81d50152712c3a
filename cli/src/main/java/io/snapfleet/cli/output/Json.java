package io.snapfleet.cli.output;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records as JSON: indented, times as ISO 8601 text, durations as seconds where a record says so.
 */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Json() {}

  public static String text(Object value) {
    return MAPPER.writeValueAsString(value);
  }
}

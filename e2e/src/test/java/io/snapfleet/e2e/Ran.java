package io.snapfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A command that has ended.
 *
 * @param seconds how long it took
 */
record Ran(String command, int exitCode, String output, String errors, double seconds) {
  private static final JsonMapper JSON = new JsonMapper();

  /** What it printed under {@code --json}. */
  JsonNode result() {
    return JSON.readTree(output);
  }

  /** The error it printed under {@code --json}. */
  JsonNode error() {
    return JSON.readTree(errors);
  }

  /** Fails unless it ended with this exit code and said each of these. */
  Ran endedWith(int code, String... said) {
    assertThat(exitCode).as(toString()).isEqualTo(code);
    for (String sentence : said) {
      assertThat(errors).as(command).contains(sentence);
    }
    assertThat(errors).as(command).doesNotContain("\tat ", "Exception:");
    return this;
  }
}

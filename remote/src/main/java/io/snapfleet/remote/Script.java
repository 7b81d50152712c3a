package io.snapfleet.remote;

import io.snapfleet.remote.secret.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * A shell script and what it is told.
 *
 * @param name for messages, such as {@code web configure}
 * @param variables names from {@code [A-Z0-9_]} and their values
 * @param secrets more variables, whose values are taken out of all output
 */
public record Script(
    String name,
    String text,
    Map<String, String> variables,
    Map<String, Secret> secrets,
    Duration deadline) {
  public Script {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(text, "text");
    variables = Map.copyOf(variables);
    secrets = Map.copyOf(secrets);
    Objects.requireNonNull(deadline, "deadline");
  }
}

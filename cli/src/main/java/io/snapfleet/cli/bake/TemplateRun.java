package io.snapfleet.cli.bake;

import io.snapfleet.bake.template.Surroundings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** What templates find around them when a command runs. */
public final class TemplateRun {
  private final Clock clock;
  private final Map<String, String> environment;

  public TemplateRun(Clock clock, Map<String, String> environment) {
    this.clock = clock;
    this.environment = Map.copyOf(environment);
  }

  /** From here on, one time holds. */
  Surroundings begin() {
    return new Surroundings(
        clock.instant(), UUID::randomUUID, Path.of("").toAbsolutePath(), environment);
  }
}

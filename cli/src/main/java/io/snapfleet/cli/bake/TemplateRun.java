package io.snapfleet.cli.bake;

import io.snapfleet.bake.source.InvalidTemplateException;
import io.snapfleet.bake.template.Surroundings;
import io.snapfleet.bake.template.TemplateFile;
import io.snapfleet.cli.output.Streams;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** What templates find around them when a command runs. */
public final class TemplateRun {
  /** How Packer's command lines name the standard input. */
  private static final Path STANDARD_INPUT = Path.of("-");

  private final Clock clock;
  private final Map<String, String> environment;
  private final Supplier<Streams> streams;

  public TemplateRun(Clock clock, Map<String, String> environment, Supplier<Streams> streams) {
    this.clock = clock;
    this.environment = Map.copyOf(environment);
    this.streams = streams;
  }

  /**
   * The template that a command line names.
   *
   * @throws InvalidTemplateException where it is no JSON object
   */
  TemplateFile read(Path named) {
    return named.equals(STANDARD_INPUT)
        ? TemplateFile.read(streams.get().input(), named)
        : TemplateFile.read(named);
  }

  /** From here on, one time holds. */
  Surroundings begin() {
    return new Surroundings(
        clock.instant(), UUID::randomUUID, Path.of("").toAbsolutePath(), environment);
  }
}

package io.snapfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The packaged program, run on one home in processes of its own. Thread-safe. */
final class Program {
  static final Path IMAGE = Path.of("..", "cli", "target", "image").toAbsolutePath().normalize();

  private final List<String> command;
  private final Path home;

  Program(Path home) {
    this(home, List.of(IMAGE.resolve("bin/snapfleet").toString()));
  }

  /**
   * @param command what starts the program, arguments follow
   */
  Program(Path home, List<String> command) {
    this.home = home;
    this.command = List.copyOf(command);
  }

  /** Starts a command that may be killed. */
  Child start(String... arguments) {
    try {
      Path output = Files.createTempFile("snapfleet-e2e", ".out");
      Path errors = Files.createTempFile("snapfleet-e2e", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(Stream.concat(command.stream(), Stream.of(arguments)).toList());
      builder.environment().put("SNAPFLEET_HOME", home.toString());
      builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
      return new Child(String.join(" ", arguments), builder.start(), output, errors);
    } catch (IOException unstartable) {
      throw new UncheckedIOException(unstartable);
    }
  }

  Ran run(String... arguments) {
    return start(arguments).await();
  }

  /** Runs a command that must succeed. */
  Ran must(String... arguments) {
    Ran ran = run(arguments);
    assertThat(ran.exitCode()).as(ran::toString).isZero();
    return ran;
  }

  /** The result of a command that must succeed, as data. */
  JsonNode json(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    return must(all.toArray(String[]::new)).result();
  }
}

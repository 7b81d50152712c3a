package io.snapfleet.bench.launch;

import io.snapfleet.bench.measure.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged command line, run as its users run it: one process a command. */
final class Snapfleet {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Longer than any of its commands may take on a slow computer. */
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private final Path program;
  private final Path home;

  Snapfleet(Path program, Path home) {
    this.program = program;
    this.home = home;
  }

  Path home() {
    return home;
  }

  Program start(String... arguments) {
    List<String> words = new ArrayList<>(List.of(program.toString()));
    words.addAll(List.of(arguments));
    return Program.start(Map.of("SNAPFLEET_HOME", home.toString()), "", words);
  }

  Program.Ended run(String... arguments) {
    return start(arguments).end(LIMIT);
  }

  JsonNode json(String... arguments) {
    return JSON.readTree(run(arguments).output());
  }
}

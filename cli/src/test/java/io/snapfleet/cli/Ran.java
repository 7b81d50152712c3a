package io.snapfleet.cli;

import io.snapfleet.cli.output.Terminal;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A command line that was run in this process, and what it said. */
record Ran(int exitCode, String output, String errors) {
  /** Runs where nobody can be asked. */
  static Ran command(String... arguments) {
    return at(false, "", terminal -> Main.run(terminal, arguments));
  }

  /** Runs at a terminal where a person types {@code input}. */
  static Ran answering(String input, String... arguments) {
    return at(true, input, terminal -> Main.run(terminal, arguments));
  }

  /** Runs what is given a terminal. */
  static Ran at(boolean asks, String input, ToIntFunction<Terminal> command) {
    StringWriter output = new StringWriter();
    StringWriter errors = new StringWriter();
    Terminal terminal =
        new Terminal(
            new BufferedReader(new StringReader(input)),
            new PrintWriter(output),
            new PrintWriter(errors),
            asks,
            false);
    int exitCode = command.applyAsInt(terminal);
    return new Ran(exitCode, output.toString(), errors.toString());
  }

  JsonNode outputJson() {
    return JsonMapper.shared().readTree(output);
  }

  JsonNode errorJson() {
    return JsonMapper.shared().readTree(errors);
  }
}

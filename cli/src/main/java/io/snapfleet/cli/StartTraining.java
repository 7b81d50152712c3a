package io.snapfleet.cli;

import io.snapfleet.cli.output.Terminal;
import java.util.List;

/**
 * Runs the product's own commands once, so that the JVM that watches can write the ahead-of-time
 * cache. Packaging starts it with a SNAPFLEET_HOME of its own.
 */
final class StartTraining {
  private static final String FILE = System.getenv("SNAPFLEET_HOME") + "/fleet.yaml";
  private static final List<List<String>> COMMAND_LINES =
      List.of(
          List.of("--version"),
          List.of("help"),
          List.of("help", "help", "--json"),
          List.of("no-such-command"),
          List.of("no-such-command", "--json"),
          List.of("completion", "bash"),
          List.of("schema"),
          List.of("config", "reference", "--json"),
          List.of("init", "-f", FILE, "--set", "admin-email=me@example.com"),
          List.of("validate", "-f", FILE),
          List.of("validate", "-f", FILE, "--json"),
          List.of("validate", "-f", FILE + ".missing"));

  private StartTraining() {}

  public static void main(String[] ignored) {
    for (List<String> commandLine : COMMAND_LINES) {
      Main.run(Terminal.ofProcess(), commandLine.toArray(String[]::new));
    }
  }
}

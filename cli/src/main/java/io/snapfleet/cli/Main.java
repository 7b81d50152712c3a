package io.snapfleet.cli;

import io.snapfleet.cli.command.Version;
import io.snapfleet.cli.output.Streams;
import io.snapfleet.cli.output.Terminal;
import io.snapfleet.recipe.RecipeCatalog;
import java.time.Clock;

/** Starts the command line. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(Terminal.ofProcess(), arguments));
  }

  /** Runs one command and returns its exit code. */
  static int run(Terminal terminal, String... arguments) {
    return run(terminal, Outside.REAL, arguments);
  }

  static int run(Terminal terminal, Outside outside, String... arguments) {
    if (arguments.length == 1 && arguments[0].equals("--version")) {
      return version(terminal);
    }
    Clock clock = Clock.systemUTC();
    RecipeCatalog recipes = new RecipeCatalog();
    try (EngineSupply engine = new EngineSupply(System.getenv(), recipes, clock, outside)) {
      if (CommandTree.needsState(arguments)) {
        engine.openAhead();
      }
      return new CommandTree(terminal, Streams::ofProcess, clock, recipes, engine)
          .build(arguments)
          .execute(arguments);
    }
  }

  /** Answers before the commands are wired: scripts ask for it often. */
  private static int version(Terminal terminal) {
    terminal.output().println("snapfleet " + Version.text());
    terminal.output().flush();
    return 0;
  }
}

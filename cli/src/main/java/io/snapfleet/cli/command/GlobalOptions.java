package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Json;
import java.util.Arrays;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of all commands, with the options that every command takes. */
@Command(
    name = "snapfleet",
    description =
        "Runs a web application's whole fleet from one file, snapshots it and brings it back.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "  snapfleet init                 write a fleet file",
      "  snapfleet help validate        what a command does, with examples",
      "  snapfleet validate --json      any command's result as JSON",
    })
public final class GlobalOptions implements Runnable {
  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print the result as JSON, and errors as a JSON object on standard error.")
  private boolean json;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error as well.")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Print what the command does, and its options.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  @Option(names = "--version", description = "Print the version.")
  private boolean version;

  @Spec private CommandSpec spec = CommandSpec.create();

  public boolean json() {
    return json;
  }

  public boolean debug() {
    return debug;
  }

  /** The same for a command line that could not be parsed. */
  public static boolean given(String option, String... arguments) {
    return Arrays.stream(arguments)
        .takeWhile(argument -> !argument.equals("--"))
        .anyMatch(option::equals);
  }

  @Override
  public void run() {
    CommandLine command = spec.commandLine();
    if (!version) {
      command.usage(command.getOut());
    } else if (json) {
      command.getOut().println(Json.text(Map.of("version", Version.text())));
    } else {
      command.getOut().println("snapfleet " + Version.text());
    }
    command.getOut().flush();
  }
}

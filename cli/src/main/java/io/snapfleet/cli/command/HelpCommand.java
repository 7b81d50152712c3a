package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Output;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code snapfleet help [COMMAND...]}. */
@Command(
    name = "help",
    description = "Prints what a command does, its options and examples.",
    footer = {"  snapfleet help", "  snapfleet help validate", "  snapfleet help config reference"})
public final class HelpCommand implements Runnable {
  private final Output output;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command, in full.")
  private List<String> words = new ArrayList<>();

  @Spec private CommandSpec spec = CommandSpec.create();

  public HelpCommand(Output output) {
    this.output = output;
  }

  @Override
  public void run() {
    CommandLine command = spec.root().commandLine();
    for (String word : words) {
      CommandLine next = command.getSubcommands().get(word);
      if (next == null) {
        throw new UnmatchedArgumentException(command, List.of(word));
      }
      command = next;
    }
    output.result(HelpPage.of(command), command.getUsageMessage(CommandLine.Help.Ansi.OFF));
  }
}

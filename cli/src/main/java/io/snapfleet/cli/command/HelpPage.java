package io.snapfleet.cli.command;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A command's help as data. */
record HelpPage(
    String command,
    String summary,
    String synopsis,
    List<String> commands,
    List<Option> options,
    List<String> examples) {
  record Option(List<String> names, String summary) {
    static Option of(OptionSpec option) {
      return new Option(List.of(option.names()), String.join(" ", option.description()));
    }
  }

  static HelpPage of(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    return new HelpPage(
        spec.qualifiedName(),
        String.join(" ", spec.usageMessage().description()),
        command.getHelp().synopsis(0).strip(),
        List.copyOf(command.getSubcommands().keySet()),
        spec.options().stream().map(Option::of).toList(),
        Arrays.stream(spec.usageMessage().footer())
            .map(line -> Ansi.OFF.string(line).strip())
            .toList());
  }
}

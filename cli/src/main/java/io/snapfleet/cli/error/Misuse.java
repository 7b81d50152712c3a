package io.snapfleet.cli.error;

import io.snapfleet.provider.input.NearestName;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that cannot be understood: what, where, and the nearest thing that can. */
final class Misuse {
  private Misuse() {}

  static Failure of(ParameterException misuse) {
    CommandLine command = misuse.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    if (misuse instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().getFirst();
      return failure(unknown(command, word), name, nearest(command, word));
    }
    return failure(uncapitalised(String.valueOf(misuse.getMessage())), name, seeHelp(name));
  }

  private static Failure failure(String error, String where, String fix) {
    return new Failure(error, where, fix, ExitCode.BAD_INPUT);
  }

  private static String unknown(CommandLine command, String word) {
    if (word.startsWith("-")) {
      return "unknown option " + word;
    }
    boolean takesCommands = !command.getSubcommands().isEmpty();
    return (takesCommands ? "unknown command " : "unexpected argument ") + word;
  }

  private static String nearest(CommandLine command, String word) {
    Set<String> known =
        word.startsWith("-")
            ? command.getCommandSpec().optionsMap().keySet()
            : command.getSubcommands().keySet();
    return NearestName.of(word, known)
        .map(name -> "did you mean " + name + "?")
        .orElseGet(() -> seeHelp(command.getCommandSpec().qualifiedName()));
  }

  private static String seeHelp(String name) {
    return name.contains(" ")
        ? "see snapfleet help " + name.substring(name.indexOf(' ') + 1)
        : "see snapfleet help";
  }

  private static String uncapitalised(String message) {
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }
}

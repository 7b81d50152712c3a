package io.snapfleet.cli.error;

import java.util.List;
import java.util.Locale;
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
      return failure(unknown(command, word), name, nearest(unmatched.getSuggestions(), name));
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

  private static String nearest(List<String> suggestions, String name) {
    List<String> known = suggestions.stream().map(Misuse::bare).distinct().limit(3).toList();
    return known.isEmpty() ? seeHelp(name) : "did you mean " + String.join(" or ", known) + "?";
  }

  /** Suggestions for options come with their parameters, as in {@code --file=FILE}. */
  private static String bare(String suggestion) {
    return suggestion.split("[=\\[ ]", 2)[0];
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

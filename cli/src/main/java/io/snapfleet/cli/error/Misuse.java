package io.snapfleet.cli.error;

import io.snapfleet.provider.input.NearestName;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that cannot be understood: what, where, and the nearest thing that can. */
final class Misuse {
  /** What picocli calls an argument: by its label, or by its option's name. */
  private static final String ARGUMENT =
      "(?:positional parameter at index \\S+ \\((?<label>[^)]*)\\)"
          + "|option '(?<option>[^']*)'(?: \\((?<form>[^)]*)\\))?)";

  private static final Pattern INVALID =
      Pattern.compile("Invalid value for " + ARGUMENT + ": (?<why>.*)", Pattern.DOTALL);
  private static final Pattern NO_PAIR =
      Pattern.compile(
          "Value for option " + ARGUMENT + " should be in KEY=VALUE format but was (?<value>.*)",
          Pattern.DOTALL);

  private Misuse() {}

  static Failure of(ParameterException misuse) {
    CommandLine command = misuse.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    if (misuse instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().getFirst();
      return failure(unknown(command, word), name, nearest(command, word));
    }
    String message = String.valueOf(misuse.getMessage()).replaceFirst("^Error: ", "");
    return failure(sentence(message), name, seeHelp(name));
  }

  /** Without the places and types that picocli counts and knows arguments by. */
  private static String sentence(String message) {
    Matcher invalid = INVALID.matcher(message);
    if (invalid.matches()) {
      String why =
          invalid.group("why").replaceFirst(" is not an? (int|long)$", " is not a whole number");
      return argument(invalid) + ": " + why;
    }
    Matcher noPair = NO_PAIR.matcher(message);
    if (noPair.matches()) {
      String form = noPair.group("label") == null ? noPair.group("form") : noPair.group("label");
      return "%s: '%s' is not of the form %s"
          .formatted(argument(noPair), noPair.group("value"), form);
    }
    return uncapitalised(message);
  }

  private static String argument(Matcher message) {
    String option = message.group("option");
    return option == null ? message.group("label") : option;
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

package io.snapfleet.cli.image;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A variables file of Terraform ({@code .tfvars}), of which one variable's line is rewritten. */
final class VariablesFile implements NamingFile {
  private final Path file;
  private final String text;
  private final String variable;

  private VariablesFile(Path file, String text, String variable) {
    this.file = file;
    this.text = text;
    this.variable = variable;
  }

  static VariablesFile read(Path named, String variable) {
    try {
      Path file = named.toRealPath();
      return new VariablesFile(file, Files.readString(file), variable);
    } catch (IOException unreadable) {
      throw refused(named, "cannot be read: " + unreadable.getMessage(), "name one with --tfvars");
    }
  }

  /** The lines that set the variable; the value is the only group. */
  private Matcher lines() {
    String value = "\"(?:[^\"\\\\\\n]|\\\\.)*\"|[\\w.+-]+";
    return Pattern.compile(
            "^[ \\t]*%s[ \\t]*=[ \\t]*(%s)\\s*?$".formatted(Pattern.quote(variable), value),
            Pattern.MULTILINE)
        .matcher(OutermostText.of(text).text());
  }

  @Override
  public String key() {
    return variable;
  }

  /** The variable's value, without quotes. */
  @Override
  public String image() {
    Matcher line = found();
    return line.group(1).replaceAll("^\"|\"$", "");
  }

  private Matcher found() {
    Matcher line = lines();
    if (!line.find()) {
      throw refused(
          file,
          "has no line that sets %s to a text or a number".formatted(variable),
          "add '%s = \"\"' to it, or name another variable with --variable, or a fleet file with"
                  .formatted(variable)
              + " --fleet-file");
    }
    return line;
  }

  @Override
  public Path set(String value) {
    Matcher line = found();
    String changed =
        text.substring(0, line.start(1)) + "\"" + value + "\"" + text.substring(line.end(1));
    if (line.find()) {
      throw refused(file, "sets %s more than once".formatted(variable), "leave one of the lines");
    }
    try {
      return new ReplacedFile(file).with(changed);
    } catch (IOException refusal) {
      throw refused(file, "cannot be written: " + refusal.getMessage(), "check its directory");
    }
  }

  private static CommandException refused(Path file, String why, String fix) {
    return new CommandException(
        "the variables file " + why, file.toString(), fix, ExitCode.BAD_INPUT);
  }
}

package io.snapfleet.cli.image;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A variables file of Terraform ({@code .tfvars}), of which one variable's line is rewritten. */
final class VariablesFile {
  private final Path file;
  private final String text;

  private VariablesFile(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  static VariablesFile read(Path named) {
    try {
      Path file = named.toRealPath();
      return new VariablesFile(file, Files.readString(file));
    } catch (IOException unreadable) {
      throw refused(named, "cannot be read: " + unreadable.getMessage(), "name one with --tfvars");
    }
  }

  /** A variable's line: what is before the value, the value, and what is behind it. */
  private static Matcher line(String variable, String text) {
    String value = "\"(?:[^\"\\\\\\n]|\\\\.)*\"|[^\\s#/\"]+";
    return Pattern.compile(
            "^([ \\t]*%s[ \\t]*=[ \\t]*)(%s)(.*)$".formatted(Pattern.quote(variable), value),
            Pattern.MULTILINE)
        .matcher(text);
  }

  /** The variable's value, without quotes. */
  String value(String variable) {
    Matcher line = found(variable);
    return line.group(2).replaceAll("^\"|\"$", "");
  }

  private Matcher found(String variable) {
    Matcher line = line(variable, text);
    if (!line.find()) {
      throw refused(
          file,
          "has no line that sets %s to a text or a number".formatted(variable),
          "add '%s = \"\"' to it, or name another variable with --variable".formatted(variable));
    }
    return line;
  }

  /**
   * Sets the variable to a text, and leaves all else as it is. What was there is kept in a file
   * beside it, whose name this returns.
   */
  Path set(String variable, String value) {
    Matcher line = found(variable);
    if (line.find()) {
      throw refused(file, "sets %s more than once".formatted(variable), "leave one of the lines");
    }
    String changed =
        line(variable, text)
            .replaceFirst(
                found ->
                    Matcher.quoteReplacement(
                        found.group(1) + "\"" + value + "\"" + found.group(3)));
    Path backup = file.resolveSibling(file.getFileName() + ".backup");
    try {
      Files.copy(
          file, backup, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      replace(changed);
    } catch (IOException refusal) {
      throw refused(file, "cannot be written: " + refusal.getMessage(), "check its directory");
    }
    return backup;
  }

  private void replace(String changed) throws IOException {
    Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".tfvars-", "");
    try {
      Files.writeString(draft, changed);
      PosixFileAttributes mode =
          Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      Files.setPosixFilePermissions(draft, mode.permissions());
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static CommandException refused(Path file, String why, String fix) {
    return new CommandException(
        "the variables file " + why, file.toString(), fix, ExitCode.BAD_INPUT);
  }
}

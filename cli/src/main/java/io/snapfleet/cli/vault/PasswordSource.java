package io.snapfleet.cli.vault;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Prompt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds a repository's password where restic looks for it. */
final class PasswordSource {
  private final Map<String, String> environment;
  private final Supplier<Prompt> prompt;

  PasswordSource(Map<String, String> environment, Supplier<Prompt> prompt) {
    this.environment = environment;
    this.prompt = prompt;
  }

  /**
   * The password of a repository that is there.
   *
   * @param file the option's, which comes first
   */
  char[] find(@Nullable Path file) {
    return given(file, () -> ask("Password of the repository:"));
  }

  /** The password of a repository that is about to be made; a person types it twice. */
  char[] choose(@Nullable Path file) {
    char[] chosen = given(file, this::askTwice);
    if (chosen.length == 0) {
      throw refusal("a repository needs a password, and this one is empty", "the password");
    }
    return chosen;
  }

  private char[] given(@Nullable Path file, Supplier<char[]> asked) {
    String fileName = environment.getOrDefault("RESTIC_PASSWORD_FILE", "");
    String command = environment.getOrDefault("RESTIC_PASSWORD_COMMAND", "");
    String password = environment.getOrDefault("RESTIC_PASSWORD", "");
    if (file != null) {
      return read(file);
    }
    if (!command.isEmpty()) {
      return output(command);
    }
    if (!fileName.isEmpty()) {
      return read(Path.of(fileName));
    }
    return password.isEmpty() ? asked.get() : password.toCharArray();
  }

  private static char[] read(Path file) {
    try {
      return Files.readString(file).strip().toCharArray();
    } catch (IOException unreadable) {
      throw refusal("the password file cannot be read: " + unreadable.getMessage(), "" + file);
    }
  }

  private static char[] output(String command) {
    try {
      Process process =
          new ProcessBuilder("/bin/sh", "-c", command)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      process.getOutputStream().close();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = process.waitFor();
      if (status != 0) {
        throw refusal("the password command ended with status " + status, command);
      }
      return said.toCharArray();
    } catch (IOException failed) {
      throw refusal("the password command cannot be run: " + failed.getMessage(), command);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw refusal("interrupted while the password command ran", command);
    }
  }

  private char[] askTwice() {
    char[] first = ask("Password for the new repository:");
    if (!Arrays.equals(first, ask("The same again:"))) {
      throw refusal("the two passwords differ", "the terminal");
    }
    return first;
  }

  private char[] ask(String question) {
    Prompt person = prompt.get();
    if (!person.possible()) {
      throw refusal("no password was given", "RESTIC_PASSWORD, which is not set");
    }
    return person.secret(question);
  }

  private static CommandException refusal(String error, String where) {
    return new CommandException(
        error,
        where,
        "set RESTIC_PASSWORD, or name a file that holds the password with --password-file",
        ExitCode.BAD_INPUT);
  }
}

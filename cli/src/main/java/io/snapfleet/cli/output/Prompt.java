package io.snapfleet.cli.output;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;

/** Asks the person at the terminal; never waits where there is none. */
public final class Prompt {
  private static final Set<String> YES = Set.of("y", "yes");
  private final Terminal terminal;

  public Prompt(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Whether there is anybody to ask. */
  public boolean possible() {
    return terminal.asks();
  }

  /** Returns when the answer is yes; anything else, and nobody to ask, is exit code 5. */
  public void confirm(String question) {
    if (!possible()) {
      throw new CommandException(
          "this needs a yes, and there is no terminal to ask at",
          question,
          "add --yes to agree beforehand",
          ExitCode.DECLINED);
    }
    if (!YES.contains(answer(question + " [y/N] ").toLowerCase(Locale.ROOT))) {
      throw new CommandException(
          "declined, nothing was changed", question, "answer y, or add --yes", ExitCode.DECLINED);
    }
  }

  /** The answer, or {@code byDefault} when it is empty or nobody can be asked. */
  public String ask(String question, String byDefault) {
    if (!possible()) {
      return byDefault;
    }
    String answer = answer(question + (byDefault.isEmpty() ? " " : " [" + byDefault + "] "));
    return answer.isEmpty() ? byDefault : answer;
  }

  /** The answer, which the terminal does not show while it is typed. */
  public char[] secret(String question) {
    try (HiddenTyping hidden = HiddenTyping.begin()) {
      return answer(question + " ").toCharArray();
    } finally {
      terminal.errors().println();
    }
  }

  private String answer(String question) {
    terminal.errors().print(question);
    terminal.errors().flush();
    try {
      String line = terminal.input().readLine();
      return line == null ? "" : line.strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

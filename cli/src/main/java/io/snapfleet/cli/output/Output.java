package io.snapfleet.cli.output;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/**
 * Where a command puts its result and shows what it is doing: text for a person, JSON for a script.
 *
 * <p>Results go to standard output. Progress and questions go to standard error, and progress is
 * silent under {@code --json}, where standard error holds at most one object.
 */
public final class Output {
  private final Terminal terminal;
  private final BooleanSupplier json;
  private final Clock clock;

  /**
   * @param json whether {@code --json} was given; asked late, since the command line is parsed late
   */
  public Output(Terminal terminal, BooleanSupplier json, Clock clock) {
    this.terminal = terminal;
    this.json = json;
    this.clock = clock;
  }

  /** Whether the result is wanted as JSON. */
  public boolean json() {
    return json.getAsBoolean();
  }

  /** Whether progress is rewritten in place, so that it may change often. */
  public boolean isLive() {
    return terminal.live();
  }

  /** Prints the result of a command, once. */
  public void result(Object asJson, String asText) {
    print(json.getAsBoolean() ? Json.text(asJson) : asText);
  }

  /** Prints text that is the same for a person and a script, such as a JSON schema. */
  public void verbatim(String text) {
    print(text);
  }

  /** Under {@code --json} a script reads along, and nobody is asked. */
  public Prompt prompt() {
    return new Prompt(json.getAsBoolean() ? terminal.unattended() : terminal);
  }

  /** Shows steps until it is closed. */
  public Progress progress() {
    if (json.getAsBoolean()) {
      return new SilentProgress();
    }
    return terminal.live()
        ? LiveProgress.start(terminal.errors(), clock)
        : new PlainProgress(terminal.errors(), clock);
  }

  public FailurePrinter failures() {
    return new FailurePrinter(terminal.errors());
  }

  /** What a script reads is whole, or the exit code says that it is not. */
  private void print(String text) {
    terminal.output().print(withNewline(text));
    if (terminal.output().checkError()) {
      throw new CommandException(
          "the result could not be written, or not all of it",
          "standard output",
          "make room where it goes to, or see what was done: snapfleet status",
          ExitCode.FAILED);
    }
  }

  private static String withNewline(String text) {
    return text.endsWith("\n") ? text : text + "\n";
  }
}

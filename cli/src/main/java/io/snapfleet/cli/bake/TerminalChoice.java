package io.snapfleet.cli.bake;

import io.snapfleet.bake.run.FailureChoice;
import io.snapfleet.cli.output.Output;
import java.util.Locale;

/** Asks the person at the terminal what is to be done about a failed step. */
final class TerminalChoice implements FailureChoice {
  private final Output output;

  TerminalChoice(Output output) {
    this.output = output;
  }

  @Override
  public synchronized Answer ask(String build, String failure) {
    String answer =
        output
            .prompt()
            .ask(
                "build "
                    + build
                    + ": "
                    + failure
                    + "\n[c] clean up, [a] abort and leave what was made, [r] run the steps again",
                "c");
    return switch (answer.toLowerCase(Locale.ROOT)) {
      case "a" -> Answer.ABORT;
      case "r" -> Answer.RETRY;
      default -> Answer.CLEANUP;
    };
  }
}

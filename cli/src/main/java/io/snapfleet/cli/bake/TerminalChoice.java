package io.snapfleet.cli.bake;

import io.snapfleet.bake.run.FailureChoice;
import io.snapfleet.cli.output.Output;
import java.util.Locale;
import java.util.Map;

/** Asks the person at the terminal what is to be done about a failed step. */
final class TerminalChoice implements FailureChoice {
  private static final Map<String, Answer> ANSWERS =
      Map.of("c", Answer.CLEANUP, "a", Answer.ABORT, "r", Answer.RETRY);

  private final Output output;

  TerminalChoice(Output output) {
    this.output = output;
  }

  /** Asks again after any other answer: what is cleaned up cannot be looked at any more. */
  @Override
  public synchronized Answer ask(String build, String failure) {
    String question =
        "build "
            + build
            + ": "
            + failure
            + "\n[c] clean up, [a] abort and leave what was made, [r] run the steps again";
    String answer = ask(question);
    while (!ANSWERS.containsKey(answer)) {
      answer = ask("c, a or r, please");
    }
    return ANSWERS.get(answer);
  }

  private String ask(String question) {
    return output.prompt().ask(question, "c").toLowerCase(Locale.ROOT);
  }
}

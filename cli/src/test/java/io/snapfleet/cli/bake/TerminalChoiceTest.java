package io.snapfleet.cli.bake;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.bake.run.FailureChoice.Answer;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Terminal;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalChoiceTest {
  private final StringWriter said = new StringWriter();

  private Answer answer(String typed) {
    PrintWriter screen = new PrintWriter(said);
    BufferedReader keyboard = new BufferedReader(new StringReader(typed));
    Terminal terminal = new Terminal(keyboard, screen, screen, true, false);
    return new TerminalChoice(new Output(terminal, () -> false, Clock.systemUTC()))
        .ask("web", "it failed");
  }

  @ParameterizedTest
  @CsvSource({"a, ABORT", "R, RETRY", "c, CLEANUP", "'', CLEANUP"})
  void oneLetterIsAnAnswerAndNoneMeansCleaningUp(String typed, Answer answer) {
    assertThat(answer(typed + "\n")).isEqualTo(answer);
  }

  @Test
  void anotherAnswerIsAskedForAgain() {
    assertThat(answer("abort\nx\na\n")).isEqualTo(Answer.ABORT);
    assertThat(said.toString()).containsOnlyOnce("it failed").contains("c, a or r, please");
  }

  @Test
  void whereNobodyAnswersAnyMoreItIsCleanedUp() {
    assertThat(answer("x\n")).isEqualTo(Answer.CLEANUP);
  }
}

package io.snapfleet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptTest {
  private final StringWriter asked = new StringWriter();

  private Prompt prompt(boolean asks, Reader input) {
    PrintWriter errors = new PrintWriter(asked);
    return new Prompt(new Terminal(new BufferedReader(input), errors, errors, asks, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"y\n", "yes\n", " YES \n", "Y"})
  void aYesReturns(String input) {
    prompt(true, new StringReader(input)).confirm("Remove it?");
    assertThat(asked).hasToString("Remove it? [y/N] ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "n\n", "", "yesterday\n"})
  void anythingElseDeclines(String input) {
    assertThatThrownBy(() -> prompt(true, new StringReader(input)).confirm("Remove it?"))
        .isInstanceOfSatisfying(
            CommandException.class,
            declined -> assertThat(declined.failure().exitCode()).isEqualTo(ExitCode.DECLINED));
  }

  @Test
  void withoutATerminalNothingIsReadOrAsked() {
    Prompt prompt = prompt(false, Reader.nullReader());
    assertThatThrownBy(() -> prompt.confirm("Remove it?"))
        .isInstanceOfSatisfying(
            CommandException.class,
            declined -> {
              assertThat(declined.failure().exitCode()).isEqualTo(ExitCode.DECLINED);
              assertThat(declined.failure().fix()).contains("--yes");
            });
    assertThat(prompt.ask("Name?", "shop")).isEqualTo("shop");
    assertThat(asked.toString()).isEmpty();
  }

  @Test
  void anEmptyAnswerIsTheDefault() {
    Prompt prompt = prompt(true, new StringReader("\nblog\n"));
    assertThat(prompt.ask("Name?", "shop")).isEqualTo("shop");
    assertThat(prompt.ask("Name?", "shop")).isEqualTo("blog");
  }
}

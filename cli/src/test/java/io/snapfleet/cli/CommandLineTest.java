package io.snapfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.cli.command.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
  @Test
  void versionIsTheOneOfTheBuild() {
    assertThat(Version.text()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(Ran.command("--version"))
        .isEqualTo(new Ran(0, "snapfleet " + Version.text() + "\n", ""));
    assertThat(Ran.command("--version", "--json").outputJson().get("version").asString())
        .isEqualTo(Version.text());
  }

  @Test
  void noArgumentsPrintTheHelp() {
    Ran ran = Ran.command();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.output()).startsWith("Usage: snapfleet").contains("Commands:", "completion");
  }

  @ParameterizedTest
  @CsvSource({
    "hepl, unknown command hepl, did you mean help?",
    "completoin, unknown command completoin, did you mean completion?",
    "qqqqqq, unknown command qqqqqq, see snapfleet help",
    "--jsno, unknown option --jsno, did you mean --json?",
  })
  void aMisspeltWordGetsTheNearestKnownOne(String word, String error, String fix) {
    Ran ran = Ran.command(word);
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.output()).isEmpty();
    assertThat(ran.errors().lines())
        .startsWith("error: " + error, "  where: snapfleet", "  fix: " + fix)
        .last()
        .asString()
        .startsWith("Usage: snapfleet ");
  }

  @Test
  void aMissingParameterNamesItAndTheSynopsis() {
    Ran ran = Ran.command("completion");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors())
        .isEqualTo(
            """
            error: missing required parameter: 'SHELL'
              where: snapfleet completion
              fix: see snapfleet help completion
            Usage: snapfleet completion [-h] [--debug] [--json] SHELL
            """);
  }

  @Test
  void errorsUnderJsonAreOneObjectWhereverTheFlagStands() {
    for (Ran ran : new Ran[] {Ran.command("--json", "hepl"), Ran.command("hepl", "--json")}) {
      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.output()).isEmpty();
      assertThat(ran.errorJson().propertyNames())
          .containsExactly("error", "where", "fix", "exitCode");
      assertThat(ran.errorJson().get("error").asString()).isEqualTo("unknown command hepl");
      assertThat(ran.errorJson().get("exitCode").asInt()).isEqualTo(2);
    }
  }

  @Test
  void helpOfAnUnknownCommandIsBadInput() {
    Ran ran = Ran.command("help", "completoin");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors()).contains("did you mean completion?");
  }
}

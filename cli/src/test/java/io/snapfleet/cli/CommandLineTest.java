package io.snapfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.cli.command.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image promote | missing required argument (specify one of these)",
        "roll docs web --set abcd --image x | --set=PREFIX, --image=IMAGE are mutually exclusive",
      })
  void aChoiceThatIsWrongIsOneError(String words, String error) {
    Ran ran = Ran.command(words.split(" "));
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors()).startsWith("error: " + error);
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
  void aValueWithAnUnbalancedQuoteIsRefusedWithoutAnyRemarkOfTheParser() {
    Ran ran = Ran.command("scale", "twin", "web=\"2", "--json");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errorJson().get("error").asString())
        .isEqualTo("TIER=N: '\"2' is not a whole number");
    assertThat(CommandLine.tracer().isWarn()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "scale twin web, TIER=N: 'web' is not of the form TIER=N",
        "init --set email, --set: 'email' is not of the form NAME=VALUE",
        "init --port=any, --port: 'any' is not a whole number",
        "vault ls --retry-lock x, --retry-lock: 'x' is not a whole number",
        "up --timeout 5, `--timeout: '5' is not a number of seconds, minutes or hours such as 90s, 10m or 1h`",
      })
  void anInvalidValueIsToldByItsNameOnTheCommandLine(String line, String error) {
    Ran ran = Ran.command(line.split(" "));
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors()).startsWith("error: " + error + "\n");
  }

  @Test
  void helpOfAnUnknownCommandIsBadInput() {
    Ran ran = Ran.command("help", "completoin");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors()).contains("did you mean completion?");
  }
}

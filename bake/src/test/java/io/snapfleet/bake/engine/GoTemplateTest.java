package io.snapfleet.bake.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoTemplateTest {
  private static final Functions FUNCTIONS =
      Functions.builtIn()
          .with(
              List.of(
                  TemplateFunction.ofText("upper", text -> text.toUpperCase(Locale.ROOT)),
                  TemplateFunction.of("one", () -> "1")));
  private static final Data DATA =
      Data.of(Map.of("Path", "/tmp/x", "Count", 3L, "On", true, "Inner", Map.of("Name", "n")));

  private static String render(String text) {
    return GoTemplate.parse(text, FUNCTIONS).render(DATA);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "plain => plain",
        "{{.Path}} => /tmp/x",
        "{{ .Inner.Name }} => n",
        "{{.Nothing}} => <no value>",
        "{{one}}{{ one }} => 11",
        "{{upper `a\"b`}} => A\"B",
        "{{upper \"a\\\"b\\u00e4\"}} => A\"BÄ",
        "{{`a` | upper}} => A",
        "{{`a` | printf \"%s-%s\" \"x\"}} => x-a",
        "{{(`a` | upper) | printf \"%q\"}} => \"A\"",
        "a {{- `b` -}} c => abc",
        "a {{- /* why */ -}} b => ab",
        "a{{/* why */}}b => ab",
        "{{if .On}}yes{{end}} => yes",
        "{{if .Nothing}}yes{{else}}no{{end}} => no",
        "{{if eq .Count 1}}a{{else if eq .Count 2 3}}b{{else}}c{{end}} => b",
        "{{if and .On (not .Nothing)}}x{{end}} => x",
        "{{len .Path}} => 6",
        "{{printf \"%d|%5d|%-5d|%05d\" 1 2 3 -4}} => 1|    2|3    |-0004",
        "{{printf \"%s %d\" 1 `a`}} => %!s(int=1) %!d(string=a)",
        "{{printf \"%s\"}} => %!s(MISSING)",
        "{{printf \"x\" 1}} => x%!(EXTRA int=1)",
        "{{printf \"%v%%\" true}} => true%",
        "{{print 1 2 `a` 3}} => 1 2a3",
        "{{or .Nothing `x`}} => x",
        "{{0x10}} => 16",
        "{{1.5}} => 1.5",
        "}{ }} => }{ }}",
      })
  void rendersLikeGo(String text, String rendered) {
    assertThat(render(text)).isEqualTo(rendered);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "ab{{nothing}} => 4 => unknown function 'nothing'",
        "{{uper `a`}} => 2 => did you mean 'upper'?",
        "a{{ one => 1 => is not closed",
        "{{if .On}}x => 0 => {{if}} without its {{end}}",
        "x{{end}} => 1 => {{end}} without an {{if}}",
        "{{}} => 2 => a value is missing",
        "{{'a'}} => 2 => single quotes",
        "{{`a` `b`}} => 2 => given an argument",
        "{{upper}} => 2 => takes 1, and has 0",
        "{{upper 5}} => 2 => expects string as argument 1, not int",
        "{{.Path.More}} => 2 => no field 'More' in string",
        "{{range .X}}{{end}} => 0 => {{range}} is not supported",
        "{{$x}} => 2 => not supported",
        "{{eq 1 `a`}} => 2 => cannot be compared",
        "{{`a` | `b`}} => 8 => is no function",
        "{{nil}} => 2 => nil is not a command",
        "{{\"a\\q\"}} => 4 => an escape",
        "{{one | }} => 8 => a value is missing",
        "{{(one}} => 6 => unexpected '}}'",
      })
  void tellsWhereAndWhy(String text, int offset, String why) {
    assertThatThrownBy(() -> render(text))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.offset()).isEqualTo(offset))
        .hasMessageContaining(why);
  }

  @Test
  void deepNestingIsRefused() {
    String text = "{{" + "(".repeat(5000) + "one" + ")".repeat(5000) + "}}";
    assertThatThrownBy(() -> render(text)).hasMessageContaining("100 levels deep");
  }

  @Test
  void aLateFieldStaysAsItIsWritten() {
    String text = "{{ .HTTPIP }}:{{.Port}} {{one}}";
    assertThat(GoTemplate.parse(text, FUNCTIONS).render(Data.later()))
        .isEqualTo("{{ .HTTPIP }}:{{.Port}} 1");
  }
}

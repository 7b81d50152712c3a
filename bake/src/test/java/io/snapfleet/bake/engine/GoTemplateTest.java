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
        "{{print 1e20 1e6 1000000.0 123456789.0 100000.0 0.00001 2e23}}"
            + " => 1e+20 1e+06 1e+06 1.23456789e+08 100000 1e-05 2e+23",
        "{{printf \"%5.2f|%g|%G|%e|%E|%F\" 1.5 1e20 1e-7 12345.678 1.5 2.5}}"
            + " =>  1.50|1e+20|1E-07|1.234568e+04|1.500000E+00|2.500000",
        "{{printf \"%.3g %.3g %.3g %.0f %.0f %.1e\" 1.5 100.0 123456.0 0.5 1.5 9.96}}"
            + " => 1.5 100 1.23e+05 0 2 1.0e+01",
        "{{printf \"%08.2f|%+.2f|% .1f|%-8.2f|%06v|%+v\" -1.5 1.5 1.5 1.5 1.5 5}}"
            + " => -0001.50|+1.50| 1.5|1.50    |0001.5|5",
        "{{printf \"%c %U %x %X %o %b %O\" 65 233 255 -255 8 5 8}} => A U+00E9 ff -FF 10 101 0o10",
        "{{printf \"%+d|% d|%.3d|%5.3d|%05.3d|%5.0d|%x\" 4 4 7 7 7 0 -1}}"
            + " => +4| 4|007|  007|  007|     |-1",
        "{{printf \"%05s|%.2s|%q|%x|%X|%5.1q\" `é` `éàb` \"a\\n\\u00a0\\u0001\" `hé` `hé` `abc`}}"
            + " => 0000é|éà|\"a\\n\\u00a0\\x01\"|68c3a9|68C3A9|  \"a\"",
        "{{printf \"%T %T %5t|%z %d\" 1.5 `a` true 1 1.5}}"
            + " => float64 string  true|%!z(int=1) %!d(float64=1.5)",
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
        "{{if .On}}x => 0 => without its {{end}}",
        "x{{end}} => 1 => {{end}} without anything",
        "{{}} => 2 => a value is missing",
        "{{'ab'}} => 3 => single quotes",
        "{{`a` `b`}} => 2 => given an argument",
        "{{upper}} => 2 => takes 1, and has 0",
        "{{upper 5}} => 2 => expects string as argument 1, not int",
        "{{.Path.More}} => 2 => no field 'More' in string",
        "{{range .Path}}{{end}} => 8 => {{range}} goes over maps, and this is string",
        "{{$x}} => 2 => no variable '$x' here",
        "{{break}} => 0 => outside of a {{range}}",
        "{{1_}} => 2 => is not a number",
        "{{eq 1 `a`}} => 2 => cannot be compared",
        "{{`a` | `b`}} => 8 => is no function",
        "{{nil}} => 2 => nil is not a command",
        "{{\"a\\q\"}} => 4 => an escape",
        "{{(one}} => 6 => unexpected '}}'",
      })
  void tellsWhereAndWhy(String text, int offset, String why) {
    assertThatThrownBy(() -> render(text))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.offset()).isEqualTo(offset))
        .hasMessageContaining(why);
  }

  @Test
  void aLateActionStaysAsItIsWritten() {
    String text = "{{ .HTTPIP }}:{{.Port 1 -}} {{one}} {{- .Port}}";
    assertThat(GoTemplate.parseEarly(text, FUNCTIONS).render(Data.none()))
        .isEqualTo("{{ .HTTPIP }}:{{.Port 1 -}} 1<no value>");
  }

  @Test
  void fieldsOfNothingPrintThatThereIsNoValue() {
    assertThat(
            GoTemplate.parse("{{.}} {{.X.Y}} {{.X 1}} {{print .X}} {{html .X}}", FUNCTIONS)
                .render(Data.none()))
        .isEqualTo("<no value> <no value> <no value> <nil> &lt;no value&gt;");
  }
}

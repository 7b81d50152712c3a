package io.snapfleet.bake.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables, other templates, loops and the less usual functions, as Packer renders them. */
class GoLanguageTest {
  private static final Functions FUNCTIONS =
      Functions.builtIn().with(List.of(TemplateFunction.ofText("upper", text -> "<" + text + ">")));
  private static final Data DATA = Data.of(Map.of("ID", "i", "Host", "h"));

  private static String render(String text) {
    return GoTemplate.parse(text, FUNCTIONS).render(DATA);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '@',
      value = {
        "{{$x := 1}}{{$x}} => 1",
        "{{$x:=1}}{{if true}}{{$x = 2}}{{end}}{{$x}} => 2",
        "{{$x := 1}}{{if true}}{{$x := 2}}{{end}}{{$x}} => 1",
        "{{if $x := 0}}a{{else}}{{$x}}{{end}} => 0",
        "{{print ($x := 1)}}{{$x}} => 11",
        "{{if true}}ok{{$y := 1}}{{else}}{{$y}}{{end}} => ok",
        "{{if false}}{{$y = 1}}{{end}}ok => ok",
        "{{if false}}{{9223372036854775808}}{{0xffffffffffffffff}}{{end}}ok => ok",
        "{{$x := .}}{{$x.ID}}{{$.Host}} => ih",
        "{{$ := 1}}{{$}} => 1",
        "{{with .ID}}{{.}}{{$.Host}}{{end}} => ih",
        "{{with .X}}a{{else}}{{.ID}}{{end}} => i",
        "{{with $x := 1}}{{.}}{{$x}}{{end}} => 11",
        "{{range $k, $v := .}}{{$k}}={{$v}}{{.}};{{end}} => Host=hh;ID=ii;",
        "{{range .}}{{.}}{{else}}no{{end}} => hi",
        "{{range .X}}{{.}}{{else}}no{{end}} => no",
        "{{range .}}{{.}}{{break}}{{end}} => h",
        "{{range .}}{{if eq . `h`}}{{continue}}{{end}}{{.}}{{end}} => i",
        "{{$k := 1}}{{range $k = .}}{{end}}{{$k}} => i",
        "{{template `a` .ID}}{{define `a`}}({{.}}{{$}}){{end}} => (ii)",
        "{{define `a`}}[{{.}}]{{end}}{{template `a`}} => [<no value>]",
        "{{define `a`}}x{{end}}{{define `a`}} {{/* c */}} {{end}}{{template `a`}} => x",
        "{{define `root`}}x{{end}} => x",
        "{{block `a` .ID}}{{.}}{{end}}{{template `a` 2}} => i2",
        "{{if false}}{{template `a`}}{{nil}}{{end}}ok => ok",
        "{{(.).ID}} {{(.X).Y}} => i <no value>",
        "{{and false (index `a` 9)}} {{or 1 (upper 2)}} {{1 | and 0}} {{1 | or 0}} => false 1 0 1",
        "{{1 |}} => 1",
        "{{index `abc` 1}} {{index . `ID`}} {{index . 1}} {{`x` | index}} => 98 i <no value> x",
        "{{printf `%c %T %d %s` (index `abc` 0) (index `abc` 0) 1i 1i}}"
            + " => a uint8 %!d(complex128=(0+1i)) %!s(complex128=(0+1i))",
        "{{eq 97 (index `abc` 0)}} {{lt (index `abc` 0) 98}}{{if index \"\\x00\" 0}}a{{end}}"
            + " => true true",
        "{{slice `abc` 1}} {{slice `abc` 1 2}} {{slice `abc` 3}}| {{slice `aäb` 1 3}} => bc b | ä",
        "{{html `<a b='c'>\"&</a>`}} {{html 1 2 `a` 3}}"
            + " => &lt;a b=&#39;c&#39;&gt;&#34;&amp;&lt;/a&gt; 1 2a3",
        "{{js \"<'\\\"=&/\\n\\u00e4\\u2028\"}}"
            + " => \\u003C\\'\\\"\\u003D\\u0026/\\u000Aä\\u2028",
        "{{urlquery `a b&c=é+~*`}} => a+b%26c%3D%C3%A9%2B~%2A",
        "{{eq nil .X}} {{eq .X `a`}} {{ne 1 nil}} {{not nil}} {{print nil .X}}"
            + " => true false true true <nil> <nil>",
        "{{.}} => map[Host:h ID:i]",
        "{{printf `x` 1 .X}} => x%!(EXTRA int=1, <nil>)",
        "{{\"\\xc3\\xa4\\101\"}} => äA",
      })
  void rendersLikeGo(String text, String rendered) {
    assertThat(render(text)).isEqualTo(rendered);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{$x}}",
        "{{$x = 1}}",
        "{{$x := 1}}{{$x=2}}",
        "{{if true}}{{$x := 2}}{{end}}{{$x}}",
        "{{if false}}{{$y := 1}}{{else}}{{$y}}{{end}}",
        "{{$x := 1}}{{define `a`}}{{$x}}{{end}}",
        "{{$x := nil}}",
        "{{$x := 1}}{{$x 1}}",
        "{{$x := 1}}{{1 | $x}}",
        "{{$x := 1}}{{$x.Y}}",
        "{{$x, $y := 1}}",
        "{{if false}}{{18446744073709551616}}{{end}}",
        "{{if false}}{{+9223372036854775808}}{{end}}",
        "{{if false}}{{-9223372036854775809}}{{end}}",
        "{{$x := }}",
        "{{with}}a{{end}}",
        "{{with 1}}{{else if true}}{{end}}",
        "{{if nil}}{{end}}",
        "{{if true}}a{{else}}b{{else}}c{{end}}",
        "{{if true}}a{{else x}}b{{end}}",
        "{{range `abc`}}{{end}}",
        "{{range 5}}{{end}}",
        "{{range $a, $b, $c := .}}{{end}}",
        "{{range $k, := .}}{{end}}",
        "{{break}}",
        "{{range .}}{{else}}{{break}}{{end}}",
        "{{range .}}{{block `a` .}}{{continue}}{{end}}{{end}}",
        "{{template `a`}}",
        "{{template a}}",
        "{{define `a`}}{{template `a`}}{{end}}{{template `a`}}",
        "{{template `root`}}",
        "{{define `a`}}x{{end}}{{define `a`}}y{{end}}",
        "{{define `root`}}x{{end}}y",
        "{{define `a`}}x{{else}}y{{end}}",
        "{{if true}}{{define `a`}}{{end}}{{end}}",
        "{{define `a` .}}{{end}}",
        "{{block `a`}}x{{end}}",
        "{{block `a` 1}}x{{end}}{{define `a`}}y{{end}}",
        "{{print if}}",
        "{{`a`.X}}",
        "{{..X}}",
        "{{.ID 1}}",
        "{{1 | .ID}}",
        "{{1 | .}}",
        "{{1 || 2}}",
        "{{print 1,2}}",
        "{{print`a`}}",
        "{{print(1)}}",
        "{{nil.X}}",
        "{{(print 1).X}}",
        "{{(nil).X}}",
        "{{index}}",
        "{{index nil 0}}",
        "{{index `abc` 3}}",
        "{{index `abc` -1}}",
        "{{index `abc` 1.0}}",
        "{{index `abc` 1 2}}",
        "{{index 5 0}}",
        "{{slice}}",
        "{{slice .}}",
        "{{slice nil}}",
        "{{slice `abc` 2 1}}",
        "{{slice `abc` 4}}",
        "{{slice `abc` 0 1 2}}",
        "{{slice `abc` `1`}}",
        "{{call}}",
        "{{call nil}}",
        "{{call `x`}}",
        "{{eq . .}}",
        "{{eq . `a`}}",
        "{{eq 1i 1}}",
        "{{lt 1i 2i}}",
        "{{lt nil nil}}",
        "{{len nil}}",
        "{{upper nil}}",
        "{{upper .X}}",
        "{{false | and (upper 1)}}",
        "{{ /* c */ }}",
        "{{/* c */ }}",
        "{{-/* c */}}",
        "{{1 - }}",
        "{{\"\\400\"}}",
        "{{\"\\'\"}}",
        "{{\"\\ud800\"}}",
      })
  void whatGoRefusesIsRefused(String text) {
    assertThatThrownBy(() -> render(text))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.offset()).isBetween(0, text.length()));
  }

  @Test
  void parenthesesAreNestedAsDeepAsThereIsRoomFor() {
    assertThat(render("{{" + "(".repeat(150) + "1" + ")".repeat(150) + "}}")).isEqualTo("1");
    assertThatThrownBy(() -> render("{{" + "(".repeat(5000) + "1" + ")".repeat(5000) + "}}"))
        .hasMessageContaining("more than 200 levels deep");
  }

  @Test
  void conditionsAreNestedAsDeepAsThereIsRoomFor() {
    assertThat(render("{{if true}}".repeat(150) + "x" + "{{end}}".repeat(150))).isEqualTo("x");
    assertThatThrownBy(() -> render("{{if true}}".repeat(5000) + "{{end}}".repeat(5000)))
        .hasMessageContaining("more than 200 levels deep");
  }

  @Test
  void templatesThatCallThemselvesEndWithASentence() {
    String text = "{{define `a`}}{{if true}}{{template `a`}}{{end}}{{end}}{{template `a`}}";
    assertThatThrownBy(() -> render(text)).hasMessageContaining("more than 200 levels deep");
  }

  @Property
  void aSliceIsWhatIsBetweenItsPositions(
      @ForAll @IntRange(max = 12) int from, @ForAll @IntRange(max = 12) int to) {
    String text = "0123456789";
    String action = "{{slice `%s` %d %d}}".formatted(text, from, to);
    if (from <= to && to <= text.length()) {
      assertThat(render(action)).isEqualTo(text.substring(from, to));
    } else {
      assertThatThrownBy(() -> render(action)).isInstanceOf(EngineException.class);
    }
  }
}

package io.snapfleet.bake.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a number or a character is, as Packer prints it. */
class GoNumberTest {
  private static String rendered(String action) {
    return GoTemplate.parse("{{" + action + "}}", Functions.builtIn()).render(Data.none());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '@',
      value = {
        "0x1F,31",
        "0o17,15",
        "017,15",
        "0B101,5",
        "0x_1,1",
        "0_1,1",
        "1_000,1000",
        "-0,0",
        "+5,5",
        "0x1e2,482",
        "-0x1535e3,-1.390051e+06",
        "+0xb501_E3,1.1862499e+07",
        "-0x1535d3,-1390035",
        "-9223372036854775808,-9223372036854775808",
        "08.5,8.5",
        "09e1,90",
        ".5,0.5",
        "-.5,-0.5",
        "5.,5",
        "1.e3,1000",
        "1_0.5_0,10.5",
        "0x1p4,16",
        "0x1.8p1,3",
        "0x.8P1,1",
        "1e-400,0",
        "1i,(0+1i)",
        "-1.5i,(0-1.5i)",
        "1-2i,(1-2i)",
        "1e3i,(0+1000i)",
        "0123i,(0+123i)",
        "0x1p2i,(0+4i)",
        "-1.5-2.5e1i,(-1.5-25i)",
        "-1e20-3e-9i,(-1e+20-3e-09i)",
        "1e-3i,(0+0.001i)",
        "0x1p-2-0x1p-3i,(0.25-0.125i)",
        "'a',97",
        "'ä',228",
        "'\\n',10",
        "'\\'',39",
        "'\"',34",
        "'\\x41',65",
        "'\\101',65",
        "'\\u00e4',228",
        "'\\U0001F600',128512",
        "'\\\\',92",
      })
  void numbersAreReadLikeGoReadsThem(String written, String printed) {
    assertThat(rendered(written)).isEqualTo(printed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "018",
        "0b102",
        "0b",
        "0x",
        "0x1_",
        "1__0",
        "1_",
        "0_8",
        "1_.5",
        "1._5",
        "1_e5",
        "0x1.8",
        "1p4",
        "0o1e1",
        "1e",
        "1e+",
        "1e400",
        "1.5.5",
        "1a",
        "1-",
        "-",
        "+",
        "--1",
        "1+2",
        "1+i",
        "1+2i3",
        "1i+2i",
        "0x1e+2i",
        "0b1i",
        "0x1i",
        "1e400i",
        "9223372036854775808",
        "-9223372036854775809",
        "''",
        "'''",
        "'ab'",
        "'a",
        "'\\\"'",
        "'\\400'",
        "'\\8'",
        "'\\q'",
        "'\\ud800'",
        "'\\U00110000'",
        "'\\u00'",
      })
  void whatIsNoNumberToGoIsRefused(String written) {
    assertThatThrownBy(() -> rendered(written)).isInstanceOf(EngineException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "1.0,true",
    "1e0,true",
    "1+0i,true",
    "0i,true",
    "1.5,false",
    "1i,false",
    "9223372036854775808.0,false"
  })
  void aWholeNumberMayBeWrittenAsAFraction(String written, boolean whole) {
    assertThat(GoNumber.parse(written, 0).whole().isPresent()).isEqualTo(whole);
  }

  @Property
  void oneCharacterBetweenSingleQuotesIsItsNumber(
      @ForAll @CharRange(from = '(', to = '[') char character) {
    assertThat(rendered("'" + character + "'")).isEqualTo(Integer.toString(character));
    assertThatThrownBy(() -> rendered("'a" + character + "'"))
        .hasMessageContaining("one character");
  }
}

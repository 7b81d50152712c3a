package io.snapfleet.bake.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoTextTest {
  private static final Instant MOMENT = Instant.parse("2026-03-07T16:05:09.120Z");

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "2006-01-02T15:04:05Z07:00 => 2026-03-07T16:05:09Z",
        "06-01-02-03-04-05 => 26-03-07-04-05-09",
        "20060102150405 => 20260307160509",
        "Mon Jan _2 15:04:05 MST 2006 => Sat Mar  7 16:05:09 UTC 2026",
        "Monday, 02-Jan-06 => Saturday, 07-Mar-26",
        "January 2, 3:4:5 PM pm => March 7, 4:5:9 PM pm",
        "15:04:05.000 15:04:05.999 => 16:05:09.120 16:05:09.12",
        "-0700 -07:00 Z0700 -07 => +0000 +00:00 Z +00",
        "002 __2 1/2 => 066  66 3/7",
        "Janet Month build => Janet Month build",
      })
  void layoutsAreReadLikeGoReadsThem(String layout, String written) {
    assertThat(GoLayout.format(MOMENT, layout)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({
    "%Y-%m-%d,2026-03-07",
    "%H:%M:%S %p %I,16:05:09 PM 04",
    "100%% %Q,100% %Q",
    "%B %b %A %a %y,March Mar Saturday Sat 26"
  })
  void strftimeKnowsTheLettersOfC(String format, String written) {
    assertThat(GoText.strftime(MOMENT, format)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({
    "aaa,a,b,2,bba",
    "aaa,a,b,-1,bbb",
    "aaa,a,b,0,aaa",
    "abc,'',-,2,-a-bc",
    "abc,'',-,-1,-a-b-c-",
    "abc,x,y,-1,abc"
  })
  void replaceTakesAsManyAsItIsTold(
      String text, String old, String replacement, long count, String replaced) {
    assertThat(GoText.replace(text, old, replacement, count)).isEqualTo(replaced);
  }

  @Test
  void splitRefusesAPartThatIsNotThere() {
    assertThat(GoText.split("a-b", "-", 1)).isEqualTo("b");
    assertThatThrownBy(() -> GoText.split("a-b", "-", 2)).hasMessageContaining("there are 2");
    assertThatThrownBy(() -> GoText.split("a-b", "-", -1)).hasMessageContaining("no part -1");
  }

  @Property
  void replacingAllLikeJavaDoes(
      @ForAll("shortTexts") String text, @ForAll("shortTexts") String old) {
    assertThat(GoText.replace(text, old, "#", -1)).isEqualTo(text.replace(old, "#"));
  }

  @Property
  void splitPartsMakeTheTextAgain(@ForAll("shortTexts") String text) {
    StringBuilder joined = new StringBuilder();
    int parts = text.split("a", -1).length;
    for (int i = 0; i < parts; i++) {
      joined.append(i == 0 ? "" : "a").append(GoText.split(text, "a", i));
    }
    assertThat(joined).hasToString(text);
  }

  @Property
  void aLayoutOfDigitsWritesEverySecondApart(
      @ForAll @IntRange(min = 0, max = 2_000_000_000) int second) {
    Instant moment = Instant.ofEpochSecond(second);
    assertThat(Instant.parse(GoLayout.format(moment, "2006-01-02T15:04:05Z"))).isEqualTo(moment);
  }

  @Provide
  Arbitrary<String> shortTexts() {
    return Arbitraries.strings().withChars("ab-").ofMaxLength(8);
  }
}

package io.snapfleet.bake.part;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnixLinesTest {
  /** In each text r and n stand for the two characters that end lines. */
  @ParameterizedTest
  @CsvSource(
      value = {
        "'' | ''",
        "a | an",
        "an | an",
        "arn | an",
        "arrn | arn",
        "ar | an",
        "arbn | arbn",
        "anrnbrn | annbn",
        "n | n",
        "rn | n"
      },
      delimiter = '|')
  void eachLineEndsAsUnixHasIt(String text, String lines) {
    assertThat(UnixLines.of(ends(text))).isEqualTo(ends(lines));
  }

  private static byte[] ends(String text) {
    return text.replace('r', '\r').replace('n', '\n').getBytes(ISO_8859_1);
  }
}

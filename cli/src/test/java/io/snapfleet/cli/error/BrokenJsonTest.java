package io.snapfleet.cli.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class BrokenJsonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1 | it ends too early at line 1, column 3",
        "'[\"a' | it ends too early at line 1, column 4",
        "{a:1} | unexpected character ('a' (code 97)) at line 1, column 2",
        "{\"a\" 1} | unexpected character ('1' (code 49)) at line 1, column 6",
        "// no | unexpected character ('/' (code 47)) at line 1, column 1",
        "nul | unrecognized token 'nul' at line 1, column 1",
      })
  void theMistakeAndItsPlaceAreTold(String text, String told) {
    JacksonException broken =
        catchThrowableOfType(JacksonException.class, () -> JsonMapper.shared().readTree(text));
    assertThat(BrokenJson.told(broken)).isEqualTo(told);
  }
}

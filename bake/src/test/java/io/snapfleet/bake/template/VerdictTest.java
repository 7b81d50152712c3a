package io.snapfleet.bake.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One template for each rule. That Packer thinks the same is for {@code PackerVerdictIT}. */
class VerdictTest {
  static Stream<String> names() {
    return Verdicts.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theVerdictIsThatOfTheName(String name) {
    List<String> mistakes = Verdicts.mistakes(name);
    if (name.startsWith("good-")) {
      assertThat(mistakes).isEmpty();
    } else {
      assertThat(mistakes)
          .isNotEmpty()
          .allMatch(line -> line.contains(".json") || line.startsWith("-var "));
    }
  }
}

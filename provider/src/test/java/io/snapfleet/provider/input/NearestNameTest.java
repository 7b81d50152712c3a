package io.snapfleet.provider.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  private static final List<String> KNOWN =
      List.of("machines", "size", "volume", "web", "wordpress", "boot");

  @ParameterizedTest
  @CsvSource({
    "machnes,machines",
    "machine,machines",
    "Machines,machines",
    "szie,size",
    "volumes,volume",
    "wbe,web",
    "wordpres,wordpress",
    "boots,boot"
  })
  void aMisspeltNameIsRecognised(String written, String meant) {
    assertThat(NearestName.of(written, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"autoscaler", "database", "x", "proxy"})
  void anotherNameIsNot(String written) {
    assertThat(NearestName.of(written, KNOWN)).isEmpty();
  }

  @Test
  void aVeryLongNameIsNotMeasured() {
    assertThat(NearestName.of("m".repeat(1_000_000), KNOWN)).isEmpty();
  }
}

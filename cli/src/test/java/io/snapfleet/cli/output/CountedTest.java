package io.snapfleet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountedTest {
  @Test
  void onlyOneIsSingular() {
    assertThat(Counted.text(0, "backup")).isEqualTo("0 backups");
    assertThat(Counted.text(1, "backup")).isEqualTo("1 backup");
    assertThat(Counted.text(2, "backup")).isEqualTo("2 backups");
  }
}

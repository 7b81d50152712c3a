package io.snapfleet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    assertThat(new Table("TIER", "MACHINES").row("database", 1).row("web", 2))
        .hasToString(
            """
            TIER      MACHINES
            database  1
            web       2
            """);
  }

  @Test
  void aRowMustFillTheHeadings() {
    assertThatThrownBy(() -> new Table("A", "B").row("a"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

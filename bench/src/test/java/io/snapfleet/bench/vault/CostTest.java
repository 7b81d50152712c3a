package io.snapfleet.bench.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.bench.measure.BenchException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostTest {
  @Test
  void processorTimeIsThatOfBothModesAndMemoryIsInBytes() {
    assertThat(Cost.read(1.5, "0.25 0.50 2048\n")).isEqualTo(new Cost(1.5, 0.75, 2 << 20));
  }

  @Test
  void whatIsNoFigureIsRefused() {
    assertThatThrownBy(() -> Cost.read(1, "Command terminated by signal 9\n0 0 0"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("signal 9");
  }

  @Test
  void commandRunsInItsDirectoryWithItsEnvironment() {
    Call call =
        new Call(Map.of("WANTED", "/"), Path.of("/"), List.of("sh", "-c", "test $(pwd) = $WANTED"));
    assertThat(Cost.of(call).peakBytes()).isPositive();
  }

  @Test
  void commandThatFailsHasNoCost() {
    Call call = new Call(Map.of(), Path.of("/"), List.of("false"));
    assertThatThrownBy(() -> Cost.of(call)).isInstanceOf(BenchException.class);
  }
}

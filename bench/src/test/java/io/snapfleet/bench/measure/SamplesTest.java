package io.snapfleet.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
  private static Samples of(Double... seconds) {
    return new Samples(List.of(seconds));
  }

  @Test
  void medianOfAnOddNumberIsTheMiddleOneWhateverTheOrder() {
    assertThat(of(9.0, 1.0, 2.0).median()).isEqualTo(2.0);
  }

  @Test
  void medianOfAnEvenNumberIsTheMeanOfTheTwoInTheMiddle() {
    assertThat(of(4.0, 100.0, 1.0, 2.0).median()).isEqualTo(3.0);
  }

  @Test
  void oneSlowRunDoesNotMoveTheMedian() {
    assertThat(of(1.0, 1.0, 60.0).median()).isEqualTo(1.0);
  }

  @Test
  void ratioIsThatOfTheMedians() {
    assertThat(of(3.0, 2.0, 90.0).ratioTo(of(2.0, 2.0, 0.1))).isCloseTo(1.5, within(1e-9));
  }

  @Test
  void rangeIsFromTheLeastToTheMost() {
    assertThat(of(3.0, 1.5, 2.0).least()).isEqualTo(1.5);
    assertThat(of(3.0, 1.5, 2.0).most()).isEqualTo(3.0);
  }

  @Test
  void nothingMeasuredIsRefused() {
    assertThatThrownBy(() -> new Samples(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}

package io.snapfleet.fleet.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class MomentsTest {
  private static final long CENTURY = 100L * 365 * 86_400 * 1_000_000_000;

  @Property
  void everyNanosecondSurvives(
      @ForAll @LongRange(min = -2 * CENTURY, max = 2 * CENTURY) long nanos) {
    Instant moment = Moments.fromColumn(nanos);

    assertThat(Moments.toColumn(moment)).isEqualTo(nanos);
    assertThat(Moments.fromColumn(Moments.toColumn(moment))).isEqualTo(moment);
  }
}

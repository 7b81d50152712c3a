package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaiterTest {
  private static final Duration DEADLINE = Duration.ofMinutes(5);

  private final MovingClock clock = new MovingClock();
  private final Waiter waiter = new Waiter(clock, clock, TimeLimit.none());
  private final Instant start = clock.instant();
  private final List<Instant> looks = new ArrayList<>();

  @Test
  void whatCameWhileThisProcessStoodStillPastTheDeadlineIsSeen() {
    assertThat(waiter.until(DEADLINE, "a sign", "web-1", () -> "none", this::signAfterStandstill))
        .isEqualTo("a sign");
  }

  @Test
  void itGivesUpWithAReasonThatIsNoOlderThanTheDeadline() {
    assertThatThrownBy(
            () -> waiter.until(DEADLINE, "a sign", "web-1", () -> "none yet", this::noSign))
        .isInstanceOf(OperationException.class)
        .hasMessage("timed out after 300 s waiting for a sign: none yet");
    assertThat(looks.getLast()).isAfterOrEqualTo(start.plus(DEADLINE));
    assertThat(looks).filteredOn(look -> !look.isBefore(start.plus(DEADLINE))).hasSize(1);
  }

  private Optional<String> signAfterStandstill() {
    if (!looks.isEmpty()) {
      return Optional.of("a sign");
    }
    looks.add(clock.instant());
    clock.sleep(DEADLINE.multipliedBy(2));
    return Optional.empty();
  }

  private Optional<String> noSign() {
    looks.add(clock.instant());
    return Optional.empty();
  }
}

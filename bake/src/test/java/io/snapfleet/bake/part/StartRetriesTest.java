package io.snapfleet.bake.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.UnreachableException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StartRetriesTest {
  private final AtomicLong time = new AtomicLong();
  private final AtomicInteger tries = new AtomicInteger();

  /** A second passes with each look at the clock. */
  private StartRetries within(int seconds) {
    return new StartRetries(
        Duration.ofSeconds(seconds), Duration.ofMillis(1), () -> time.addAndGet(1_000_000_000L));
  }

  @Test
  void whatCannotBeReachedIsTriedAgainUntilItCan() {
    String reached =
        within(10)
            .run(
                () -> {
                  if (tries.incrementAndGet() < 4) {
                    throw new UnreachableException("not yet");
                  }
                  return "there";
                });
    assertThat(reached).isEqualTo("there");
    assertThat(tries).hasValue(4);
  }

  @Test
  void afterTheTimeTheReasonIsToldAndOtherFailuresAreToldAtOnce() {
    assertThatThrownBy(() -> within(3).run(this::unreachable)).hasMessage("not yet");
    assertThat(tries).hasValue(3);
    assertThatThrownBy(() -> within(3).run(this::broken)).hasMessage("broken");
    assertThat(tries).hasValue(4);
  }

  private String unreachable() {
    tries.incrementAndGet();
    throw new UnreachableException("not yet");
  }

  private String broken() {
    tries.incrementAndGet();
    throw new BuildException("broken");
  }
}

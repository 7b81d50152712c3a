package io.snapfleet.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.provider.api.ProviderException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.MissingNode;

class RateLimiterTest {
  private final MovedClock clock = new MovedClock();
  private final Instant start = clock.instant();
  private final RateLimiter limiter = new RateLimiter(clock, clock, Duration.ofMinutes(90));

  @Test
  void noMinuteHasMoreThan250CallsAndNoHourMoreThan5000() {
    List<Instant> calls = new ArrayList<>();
    for (int call = 0; call < 6_000; call++) {
      limiter.admit("GET /v2/droplets");
      calls.add(clock.instant());
    }

    assertThat(most(calls, Duration.ofMinutes(1))).isEqualTo(250);
    assertThat(most(calls, Duration.ofHours(1))).isEqualTo(5_000);
    assertThat(passed()).isLessThan(Duration.ofMinutes(65));
  }

  @Test
  void serverThatTellsNoLimitHasNone() {
    limiter.learn(answer(200, OptionalLong.empty(), OptionalLong.empty(), Optional.empty()));

    for (int call = 0; call < 6_000; call++) {
      limiter.admit("GET /v2/droplets");
    }
    assertThat(limiter.limited()).isFalse();
    assertThat(passed()).isZero();
  }

  @Test
  void limitOfTheAccountIsLearnt() {
    limiter.learn(answer(200, OptionalLong.of(40), OptionalLong.of(39), Optional.empty()));

    limiter.admit("GET /v2/droplets");
    limiter.admit("GET /v2/droplets");
    assertThat(passed()).isZero();
    limiter.admit("GET /v2/droplets");
    assertThat(passed()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void whatOthersUsedUpIsWaitedForUntilTheReset() {
    limiter.learn(
        new Answer(
            "GET /v2/droplets",
            200,
            "r-1",
            MissingNode.getInstance(),
            new Answer.Limits(
                OptionalLong.of(5_000),
                OptionalLong.of(0),
                OptionalLong.of(start.plusSeconds(90).getEpochSecond()),
                Optional.empty())));

    limiter.admit("GET /v2/droplets");
    assertThat(passed()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void refusalIsWaitedForAsLongAsItSaysAndALittleWhenItSaysNonsense() {
    limiter.learn(answer(429, OptionalLong.of(5_000), OptionalLong.of(9), Optional.of("17")));
    limiter.admit("GET /v2/droplets");
    assertThat(passed()).isEqualTo(Duration.ofSeconds(17));

    limiter.learn(answer(429, OptionalLong.of(5_000), OptionalLong.of(9), Optional.of("soon")));
    limiter.admit("GET /v2/droplets");
    assertThat(passed()).isEqualTo(Duration.ofSeconds(22));
  }

  @Test
  void waitThatIsTooLongIsRefusedWithItsLengthAndNothingIsWaitedFor() {
    RateLimiter hasty = new RateLimiter(clock, clock, Duration.ofSeconds(10));
    hasty.learn(answer(429, OptionalLong.of(5_000), OptionalLong.of(9), Optional.of("600")));

    assertThatThrownBy(() -> hasty.admit("GET /v2/droplets"))
        .isInstanceOfSatisfying(
            ProviderException.RateLimited.class,
            limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(600)));
    assertThat(passed()).isZero();
  }

  private Duration passed() {
    return Duration.between(start, clock.instant());
  }

  private static Answer answer(
      int status, OptionalLong limit, OptionalLong remaining, Optional<String> retryAfter) {
    return new Answer(
        "GET /v2/droplets",
        status,
        "r-1",
        MissingNode.getInstance(),
        new Answer.Limits(limit, remaining, OptionalLong.empty(), retryAfter));
  }

  /** The most calls in any stretch of that length. */
  private static int most(List<Instant> calls, Duration length) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < calls.size(); last++) {
      while (!calls.get(first).plus(length).isAfter(calls.get(last))) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}

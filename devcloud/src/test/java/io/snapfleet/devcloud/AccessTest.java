package io.snapfleet.devcloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.devcloud.ApiClient.Answer;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may call, and how often. */
class AccessTest extends CloudTest {
  private static final AccessToken ALL = new AccessToken("dop_v1_all", Set.of());
  private static final AccessToken READER =
      new AccessToken("dop_v1_reader", Set.of("droplet:read", "account:read"));

  @Override
  DevCloudSettings settings() {
    return super.settings().withTokens(ALL, READER).withRateLimits(new RateLimits(10, 4));
  }

  @Test
  void anUnknownTokenIsRefused() {
    try (ApiClient stranger = new ApiClient(cloud.endpoint(), "dop_v1_nobody")) {
      Answer answer = stranger.get("/v2/account");

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.text("/id")).isEqualTo("unauthorized");
    }
  }

  @Test
  void aTokenDoesWhatItsScopesAllow() {
    try (ApiClient reader = new ApiClient(cloud.endpoint(), READER.value())) {
      assertThat(reader.get("/v2/droplets").status()).isEqualTo(200);

      Answer refused = reader.post("/v2/droplets", droplet("web-1"));

      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.message()).contains("droplet:create");
    }
  }

  @Test
  void aBurstIsRefusedUntilItsMinuteIsOver() {
    for (int call = 0; call < 4; call++) {
      assertThat(api.get("/v2/account").status()).isEqualTo(200);
    }
    clock.advance(Duration.ofSeconds(20));

    Answer refused = api.get("/v2/account");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.http().headers().firstValue("retry-after")).contains("40");
    clock.advance(Duration.ofSeconds(40));
    assertThat(api.get("/v2/account").status()).isEqualTo(200);
  }

  @Test
  void anHoursCallsAreCountedInAWindowThatSlides() {
    for (int call = 0; call < 10; call++) {
      Answer answer = api.get("/v2/account");
      assertThat(answer.http().headers().firstValueAsLong("ratelimit-remaining").orElseThrow())
          .isEqualTo(9 - call);
      clock.advance(Duration.ofMinutes(1));
    }

    Answer refused = api.get("/v2/account");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.http().headers().firstValue("retry-after")).isEmpty();
    assertThat(refused.http().headers().firstValueAsLong("ratelimit-reset").orElseThrow())
        .isEqualTo(clock.instant().plus(Duration.ofMinutes(50)).getEpochSecond());

    clock.advance(Duration.ofMinutes(50));
    assertThat(api.get("/v2/account").status()).isEqualTo(200);
  }

  @Test
  void whatIsNoJsonAndWhatHasNoRouteIsRefused() {
    assertThat(api.post("/v2/droplets", "{").status()).isEqualTo(400);
    assertThat(api.post("/v2/droplets", "[]").status()).isEqualTo(400);
  }
}

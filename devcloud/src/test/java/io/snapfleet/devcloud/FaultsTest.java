package io.snapfleet.devcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.devcloud.ApiClient.Answer;
import io.snapfleet.devcloud.fault.Fault;
import io.snapfleet.devcloud.fault.FaultRule;
import io.snapfleet.devcloud.fault.Faults;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest extends CloudTest {
  private static final String CREATE = "POST /v2/droplets";

  @Test
  void aStatusHasNoEffectAndSaysWhenToComeBack() {
    cloud.setFaults(
        Faults.of(FaultRule.nth(2, CREATE, new Fault.Status(429, Duration.ofSeconds(7)))));

    assertThat(api.post("/v2/droplets", droplet("web-1")).status()).isEqualTo(202);
    Answer refused = api.post("/v2/droplets", droplet("web-2"));
    assertThat(api.post("/v2/droplets", droplet("web-3")).status()).isEqualTo(202);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text("/id")).isEqualTo("too_many_requests");
    assertThat(refused.http().headers().firstValue("retry-after")).contains("7");
    assertThat(droplets()).isEqualTo(2);
  }

  @Test
  void aConnectionIsDroppedBeforeOrAfterTheEffect() {
    cloud.setFaults(
        Faults.of(
            FaultRule.nth(1, CREATE, new Fault.DropBefore()),
            FaultRule.nth(2, CREATE, new Fault.DropAfter())));

    assertThatThrownBy(() -> api.tryCall("POST", "/v2/droplets", droplet("web-1")))
        .isInstanceOf(IOException.class);
    assertThat(droplets()).isZero();
    assertThatThrownBy(() -> api.tryCall("POST", "/v2/droplets", droplet("web-1")))
        .isInstanceOf(IOException.class);
    assertThat(droplets()).isEqualTo(1);
  }

  @Test
  void aHangingCallHasItsEffectAndEndsWithoutAnAnswer() {
    cloud.setFaults(Faults.of(FaultRule.nth(1, CREATE, new Fault.Hang(Duration.ofMillis(20)))));

    assertThatThrownBy(() -> api.tryCall("POST", "/v2/droplets", droplet("web-1")))
        .isInstanceOf(IOException.class);

    assertThat(droplets()).isEqualTo(1);
  }

  @Test
  void aDropletThatNeverBootsStaysNewAndCanBeDeleted() {
    cloud.setFaults(Faults.of(FaultRule.always(CREATE, new Fault.NeverBoots())));
    String id = createDroplet("web-1");

    clock.advance(Duration.ofDays(1));

    assertThat(api.get("/v2/droplets/" + id).text("/droplet/status")).isEqualTo("new");
    assertThat(api.delete("/v2/droplets/" + id).status()).isEqualTo(204);
  }

  @Test
  void anActionErrorsWithoutAnEffectOrHangs() {
    String id = runDroplet("web-1");
    String actions = "/v2/droplets/" + id + "/actions";
    cloud.setFaults(
        Faults.of(
            FaultRule.nth(1, "POST /v2/droplets/*/actions", new Fault.ActionErrors()),
            FaultRule.nth(2, "POST /v2/droplets/*/actions", new Fault.ActionHangs())));

    String errored = api.post(actions, "{\"type\": \"snapshot\"}").text("/action/id");
    clock.advance(SNAPSHOT);
    assertThat(api.get("/v2/actions/" + errored).text("/action/status")).isEqualTo("errored");
    assertThat(api.get("/v2/images?private=true").at("/images").size()).isZero();

    String hanging = api.post(actions, "{\"type\": \"snapshot\"}").text("/action/id");
    clock.advance(Duration.ofDays(1));
    assertThat(api.get("/v2/actions/" + hanging).text("/action/status")).isEqualTo("in-progress");
  }

  @Test
  void listsLagWhileLookingUpByIdDoesNot() {
    Duration lag = Duration.ofSeconds(10);
    cloud.setFaults(Faults.of(FaultRule.always(CREATE, new Fault.ListsLag(lag))));

    String id = createDroplet("web-1");

    assertThat(droplets()).isZero();
    assertThat(api.get("/v2/droplets/" + id).status()).isEqualTo(200);
    clock.advance(lag);
    assertThat(droplets()).isEqualTo(1);
  }

  @Test
  void probabilitiesAreDrawnFromTheSeed() {
    String first = pattern(5);
    String again = pattern(5);

    assertThat(again).isEqualTo(first).contains("200", "503");
    assertThat(pattern(6)).isNotEqualTo(first);
  }

  private String pattern(long seed) {
    FaultRule rule = FaultRule.sometimes(0.5, "GET /v2/**", new Fault.Status(503));
    cloud.setFaults(new Faults(seed, List.of(rule)));
    StringBuilder statuses = new StringBuilder();
    for (int call = 0; call < 24; call++) {
      statuses.append(api.get("/v2/account").status()).append(' ');
    }
    cloud.setFaults(Faults.none());
    return statuses.toString();
  }

  private int droplets() {
    return api.get("/v2/droplets").at("/meta/total").intValue();
  }
}

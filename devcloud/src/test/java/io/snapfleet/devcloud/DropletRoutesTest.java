package io.snapfleet.devcloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.devcloud.ApiClient.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class DropletRoutesTest extends CloudTest {
  @Override
  DevCloudSettings settings() {
    return super.settings().withQuotas(Quotas.generous().withDroplets(3));
  }

  @Test
  void aNewDropletIsLockedAndHasNoAddresses() {
    Answer answer = api.post("/v2/droplets", droplet("web-1"));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.text("/droplet/status")).isEqualTo("new");
    assertThat(answer.at("/droplet/locked").booleanValue()).isTrue();
    assertThat(answer.at("/droplet/networks/v4").size()).isZero();
    assertThat(answer.text("/links/actions/0/rel")).isEqualTo("create");
  }

  @Test
  void aDropletIsActiveAndHasAddressesWhenItsCreationIsOver() {
    Answer created = api.post("/v2/droplets", droplet("web-1"));
    String action = created.text("/links/actions/0/id");
    assertThat(api.get("/v2/actions/" + action).text("/action/status")).isEqualTo("in-progress");

    clock.advance(BOOT);

    assertThat(api.get("/v2/actions/" + action).text("/action/status")).isEqualTo("completed");
    Answer shown = api.get("/v2/droplets/" + created.text("/droplet/id"));
    assertThat(shown.text("/droplet/status")).isEqualTo("active");
    assertThat(shown.at("/droplet/locked").booleanValue()).isFalse();
    List<JsonNode> networks = List.copyOf(shown.at("/droplet/networks/v4").values());
    assertThat(networks)
        .extracting(network -> network.get("type").asString())
        .containsExactlyInAnyOrder("public", "private");
    assertThat(networks)
        .extracting(network -> network.get("ip_address").asString())
        .anyMatch(address -> address.startsWith("127.77."));
  }

  @Test
  void severalAreMadeByOneCall() {
    Answer answer =
        api.post(
            "/v2/droplets",
            """
            {"names": ["web-1", "web-2"], "region": "lon1", "size": "s-1vcpu-1gb", "image": 101}
            """);

    assertThat(answer.at("/droplets").size()).isEqualTo(2);
    assertThat(answer.at("/links/actions").size()).isEqualTo(2);
  }

  @Test
  void listsAreFilteredByTagOrName() {
    createDroplet("web-1");
    createDroplet("web-2");

    assertThat(api.get("/v2/droplets?tag_name=fleet%3Ablog").at("/meta/total").intValue())
        .isEqualTo(2);
    assertThat(api.get("/v2/droplets?tag_name=fleet%3Aother").at("/meta/total").intValue())
        .isZero();
    assertThat(api.get("/v2/droplets?name=web-2").text("/droplets/0/name")).isEqualTo("web-2");
  }

  @Test
  void aLockedDropletRefusesActionsAndDeletion() {
    String id = createDroplet("web-1");

    Answer action = api.post("/v2/droplets/" + id + "/actions", "{\"type\": \"power_off\"}");
    assertThat(action.status()).isEqualTo(422);
    assertThat(action.message()).contains("pending event");
    assertThat(api.delete("/v2/droplets/" + id).status()).isEqualTo(422);
  }

  @Test
  void deletingWhatIsGoneIsNotFound() {
    String id = runDroplet("web-1");

    assertThat(api.delete("/v2/droplets/" + id).status()).isEqualTo(204);
    assertThat(api.delete("/v2/droplets/" + id).status()).isEqualTo(404);
    assertThat(api.get("/v2/droplets/" + id).status()).isEqualTo(404);
  }

  @Test
  void theQuotaHoldsForAllNamesOfACall() {
    createDroplet("web-1");
    createDroplet("web-2");

    Answer answer =
        api.post(
            "/v2/droplets",
            """
            {"names": ["web-3", "web-4"], "region": "lon1", "size": "s-1vcpu-1gb", "image": 101}
            """);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.message()).contains("droplet limit");
    assertThat(api.get("/v2/droplets").at("/meta/total").intValue()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "name": "under_score"  | Only valid hostname characters
          "size": "s-99"         | invalid size
          "image": "plan-9"      | invalid image
          "image": 424242        | invalid image
          "region": "mars1"      | invalid region
          "region": "blr1", "size": "g-2vcpu-8gb" | Size is not available
          "vpc_uuid": "5a4981aa-9653-4bd1-bef5-d6bff52042e4" | vpc_uuid
          "ssh_keys": [999]      | invalid key identifiers
          "volumes": ["none"]    | does not exist
          """)
  void aWrongOrderIsRefusedWithItsReason(String members, String reason) {
    String right =
        "\"name\": \"a\", \"size\": \"s-1vcpu-1gb\", \"image\": 101, \"region\": \"lon1\"";

    Answer answer = api.post("/v2/droplets", "{" + right + ", " + members + "}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("/id")).isEqualTo("unprocessable_entity");
    assertThat(answer.message()).contains(reason);
    assertThat(answer.text("/request_id"))
        .isEqualTo(answer.http().headers().firstValue("x-request-id").orElseThrow());
    assertThat(api.get("/v2/droplets").at("/meta/total").intValue()).isZero();
  }

  @Test
  void poweringOffAndOnChangesTheStatus() {
    String id = runDroplet("web-1");

    act(id, "{\"type\": \"power_off\"}");
    assertThat(status(id)).isEqualTo("off");
    act(id, "{\"type\": \"power_on\"}");
    assertThat(status(id)).isEqualTo("active");
  }

  @Test
  void resizingNeedsTheDropletOffAndNeverShrinksTheDisk() {
    String id = runDroplet("web-1");
    String path = "/v2/droplets/" + id + "/actions";
    String larger = "{\"type\": \"resize\", \"size\": \"s-2vcpu-2gb\", \"disk\": true}";
    assertThat(api.post(path, larger).status()).isEqualTo(422);

    act(id, "{\"type\": \"shutdown\"}");
    act(id, larger);

    assertThat(api.get("/v2/droplets/" + id).text("/droplet/disk")).isEqualTo("60");
    String smaller = "{\"type\": \"resize\", \"size\": \"s-1vcpu-1gb\"}";
    assertThat(api.post(path, smaller).message()).contains("smaller disk");
  }

  @Test
  void actionsOfADropletAreListedNewestFirst() {
    String id = runDroplet("web-1");
    act(id, "{\"type\": \"reboot\"}");

    Answer actions = api.get("/v2/droplets/" + id + "/actions");

    assertThat(actions.text("/actions/0/type")).isEqualTo("reboot");
    assertThat(actions.text("/actions/1/type")).isEqualTo("create");
    String reboot = actions.text("/actions/0/id");
    assertThat(api.get("/v2/droplets/" + id + "/actions/" + reboot).status()).isEqualTo(200);
  }

  private void act(String droplet, String body) {
    assertThat(api.post("/v2/droplets/" + droplet + "/actions", body).status()).isEqualTo(201);
    clock.advance(ACTION);
  }

  private String status(String droplet) {
    return api.get("/v2/droplets/" + droplet).text("/droplet/status");
  }
}

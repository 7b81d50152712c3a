package io.snapfleet.devcloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.devcloud.ApiClient.Answer;
import org.junit.jupiter.api.Test;

/** VPC networks, firewalls and load balancers. */
class NetworkRoutesTest extends CloudTest {
  @Test
  void aNetworkWithMembersIsNotDeleted() {
    String vpc = createVpc("blog", "10.9.0.0/20").text("/vpc/id");
    createVpc("other", "10.10.0.0/20");
    String second = createVpc("third", "10.11.0.0/20").text("/vpc/id");
    String order = droplet("web-1").replace("}", ", \"vpc_uuid\": \"" + second + "\"}");
    String droplet = api.post("/v2/droplets", order).text("/droplet/id");
    clock.advance(BOOT);

    assertThat(api.delete("/v2/vpcs/" + vpc).message()).contains("default");
    assertThat(api.delete("/v2/vpcs/" + second).status()).isEqualTo(403);
    assertThat(api.get("/v2/vpcs/" + second + "/members").text("/members/0/urn"))
        .isEqualTo("do:droplet:" + droplet);
    assertThat(api.get("/v2/droplets/" + droplet).text("/droplet/networks/v4/0/ip_address"))
        .startsWith("10.11.0.");

    api.delete("/v2/droplets/" + droplet);
    assertThat(api.delete("/v2/vpcs/" + second).status()).isEqualTo(204);
  }

  @Test
  void rangesOfNetworksArePrivateAndApart() {
    createVpc("blog", "10.9.0.0/20");

    assertThat(createVpc("overlap", "10.9.1.0/24").message()).contains("overlaps");
    assertThat(createVpc("public", "8.8.0.0/20").message()).contains("private range");
    assertThat(createVpc("huge", "10.0.0.0/8").message()).contains("/16 to /28");
    assertThat(createVpc("blog", "10.99.0.0/24").message()).contains("already in use");
  }

  @Test
  void aFirewallIsWaitingUntilItIsInForce() {
    String droplet = runDroplet("web-1");

    Answer created = api.post("/v2/firewalls", firewall("fleet-blog", droplet));
    assertThat(created.status()).isEqualTo(202);
    assertThat(created.text("/firewall/status")).isEqualTo("waiting");
    assertThat(created.text("/firewall/pending_changes/0/droplet_id")).isEqualTo(droplet);

    clock.advance(ACTION);
    String path = "/v2/firewalls/" + created.text("/firewall/id");
    assertThat(api.get(path).text("/firewall/status")).isEqualTo("succeeded");
    assertThat(api.get("/v2/droplets/" + droplet + "/firewalls").text("/firewalls/0/name"))
        .isEqualTo("fleet-blog");
    assertThat(api.post("/v2/firewalls", firewall("fleet-blog", droplet)).status()).isEqualTo(409);
  }

  @Test
  void rulesDropletsAndTagsOfAFirewallAreEditedApart() {
    String droplet = runDroplet("web-1");
    String path =
        "/v2/firewalls/"
            + api.post("/v2/firewalls", firewall("fleet-blog", droplet)).text("/firewall/id");

    String rule =
        """
        {"inbound_rules": [
          {"protocol": "tcp", "ports": "443", "sources": {"addresses": ["0.0.0.0/0"]}}]}
        """;
    assertThat(api.post(path + "/rules", rule).status()).isEqualTo(204);
    assertThat(api.get(path).at("/firewall/inbound_rules").size()).isEqualTo(2);
    assertThat(api.call("DELETE", path + "/rules", rule).status()).isEqualTo(204);
    assertThat(api.get(path).at("/firewall/inbound_rules").size()).isEqualTo(1);

    String droplets = "{\"droplet_ids\": [" + droplet + "]}";
    assertThat(api.call("DELETE", path + "/droplets", droplets).status()).isEqualTo(204);
    assertThat(api.get(path).at("/firewall/droplet_ids").size()).isZero();
    assertThat(api.post(path + "/tags", "{\"tags\": [\"fleet:blog\"]}").status()).isEqualTo(204);
    assertThat(api.post(path + "/tags", "{\"tags\": [\"unknown\"]}").status()).isEqualTo(400);
    assertThat(api.delete(path).status()).isEqualTo(204);
  }

  @Test
  void aLoadBalancerTakesDropletsByTagAsTheyAreTagged() {
    String first = runDroplet("web-1");
    Answer created = api.post("/v2/load_balancers", balancer("\"tag\": \"fleet:blog\""));
    assertThat(created.status()).isEqualTo(202);
    assertThat(created.text("/load_balancer/ip")).isEmpty();
    String path = "/v2/load_balancers/" + created.text("/load_balancer/id");
    String second = runDroplet("web-2");

    Answer shown = api.get(path);

    assertThat(shown.text("/load_balancer/status")).isEqualTo("active");
    assertThat(shown.text("/load_balancer/ip")).startsWith("127.77.");
    assertThat(shown.at("/load_balancer/droplet_ids").values())
        .extracting(id -> id.asString())
        .containsExactlyInAnyOrder(first, second);
    assertThat(api.post(path + "/droplets", "{\"droplet_ids\": [" + first + "]}").status())
        .isEqualTo(422);
  }

  @Test
  void replacingALoadBalancerForgetsWhatIsNotSaid() {
    String droplet = runDroplet("web-1");
    String members = "\"droplet_ids\": [" + droplet + "]";
    Answer created =
        api.post(
            "/v2/load_balancers",
            balancer(members + ", \"health_check\": {\"protocol\": \"http\", \"port\": 81}"));
    String path = "/v2/load_balancers/" + created.text("/load_balancer/id");
    assertThat(created.text("/load_balancer/health_check/port")).isEqualTo("81");
    assertThat(created.text("/load_balancer/health_check/path")).isEqualTo("/");

    Answer replaced = api.put(path, balancer("\"size_unit\": 2, \"droplet_ids\": []"));

    assertThat(replaced.at("/load_balancer/droplet_ids").size()).isZero();
    assertThat(replaced.text("/load_balancer/health_check/port")).isEqualTo("80");
    assertThat(api.delete(path).status()).isEqualTo(204);
  }

  private Answer createVpc(String name, String range) {
    return api.post(
        "/v2/vpcs",
        """
        {"name": "%s", "region": "lon1", "ip_range": "%s"}
        """
            .formatted(name, range));
  }

  private static String firewall(String name, String droplet) {
    return """
        {"name": "%s", "droplet_ids": [%s],
         "inbound_rules": [
           {"protocol": "tcp", "ports": "22", "sources": {"addresses": ["0.0.0.0/0"]}}],
         "outbound_rules": [
           {"protocol": "tcp", "ports": "0", "destinations": {"addresses": ["0.0.0.0/0"]}}]}
        """
        .formatted(name, droplet);
  }

  private static String balancer(String members) {
    return """
        {"name": "blog", "region": "lon1", "forwarding_rules": [
          {"entry_protocol": "http", "entry_port": 80,
           "target_protocol": "http", "target_port": 80}], %s}
        """
        .formatted(members);
  }
}

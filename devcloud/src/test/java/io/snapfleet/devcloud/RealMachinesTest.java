package io.snapfleet.devcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapfleet.devcloud.ApiClient.Answer;
import io.snapfleet.provider.api.Firewall;
import io.snapfleet.provider.api.FirewallRules;
import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.fake.FakeProvider;
import io.snapfleet.provider.fake.FaultPlan;
import io.snapfleet.provider.fake.Guest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Droplets with machines of a provider behind them. */
class RealMachinesTest extends CloudTest {
  private static final Tags ALL = new Tags(Map.of());
  private static final Duration SOON = Duration.ofSeconds(20);

  private FaultPlan pace = FaultPlan.none();

  @Override
  DevCloudSettings settings() {
    HostKey key = new HostKey("a private key of the test", "ssh-ed25519 AAAA");
    return super.settings().withMachines(new RealMachines(provider(pace), () -> key));
  }

  private FakeProvider provider(FaultPlan plan) {
    return new FakeProvider(directory.resolve("machines"), plan);
  }

  private FakeProvider provider() {
    return provider(FaultPlan.none());
  }

  @Test
  void aDropletHasTheAddressAndIdentityOfItsMachine() {
    String config =
        """
        #cloud-config
        {"hostname": "blog-web-1",
         "ssh_keys": {"ed25519_private": "its own key", "ed25519_public": "ssh-ed25519 BBBB"},
         "users": [{"name": "root", "ssh_authorized_keys": ["ssh-ed25519 CCCC"]}]}
        """;
    String droplet = order("web-1", Map.of("user_data", config));

    String address = runningAddress(droplet);

    assertThat(read(address, "/etc/hostname").strip()).isEqualTo("blog-web-1");
    assertThat(read(address, "/etc/ssh/ssh_host_ed25519_key")).isEqualTo("its own key");
    assertThat(read(address, "/root/.ssh/authorized_keys")).contains("ssh-ed25519 CCCC");
  }

  @Test
  void aSnapshotIsAnImageOfTheMachineThatOthersBootFrom() {
    String first = order("web-1", Map.of());
    guest(runningAddress(first)).write("/etc/built-by", "packer");
    api.post("/v2/droplets/" + first + "/actions", "{\"type\": \"snapshot\", \"name\": \"base\"}");
    clock.advance(SNAPSHOT);
    String image = awaitText("/v2/images?private=true", "/images/0/id");

    String second = order("web-2", Map.of("image", Long.valueOf(image)));

    assertThat(read(runningAddress(second), "/etc/built-by")).isEqualTo("packer");
    assertThat(api.delete("/v2/images/" + image).status()).isEqualTo(204);
    await().atMost(SOON).until(() -> provider().compute().images(ALL).size() == 1);
  }

  @Test
  void aVolumeIsMountedWhereTheUserDataSaysAndItsSnapshotStartsAnother() {
    String volume = volume("data", Map.of());
    String mounts =
        """
        #cloud-config
        {"mounts": [["/dev/disk/by-id/scsi-0DO_Volume_data", "/var/lib/mysql", "ext4"]]}
        """;
    String first = order("db-1", Map.of("volumes", List.of(volume), "user_data", mounts));
    guest(runningAddress(first)).write("/var/lib/mysql/rows", "42");
    String snapshot =
        api.post("/v2/volumes/" + volume + "/snapshots", "{\"name\": \"s\"}").text("/snapshot/id");
    String copy = volume("copy", Map.of("snapshot_id", snapshot));
    assertThat(api.delete("/v2/snapshots/" + snapshot).status()).isEqualTo(204);

    String second = order("db-2", Map.of("volumes", List.of(copy)));

    assertThat(read(runningAddress(second), "/mnt/copy/rows")).isEqualTo("42");
  }

  @Test
  void whatIsGoneFromTheAccountIsGoneFromTheProviderInTime() {
    String volume = volume("data", Map.of());
    String vpc =
        api.post("/v2/vpcs", "{\"name\": \"first\", \"region\": \"lon1\"}").text("/vpc/id");
    String second =
        api.post("/v2/vpcs", "{\"name\": \"second\", \"region\": \"lon1\"}").text("/vpc/id");
    String droplet = order("db-1", Map.of("volumes", List.of(volume), "vpc_uuid", second));
    runningAddress(droplet);
    assertThat(provider().networks().networks(ALL))
        .singleElement()
        .extracting(Network::cidr)
        .isEqualTo(api.get("/v2/vpcs/" + second).text("/vpc/ip_range"));

    assertThat(api.delete("/v2/droplets/" + droplet).status()).isEqualTo(204);
    assertThat(api.delete("/v2/volumes/" + volume).status()).isEqualTo(204);
    assertThat(api.delete("/v2/vpcs/" + second).status()).isEqualTo(204);

    assertThat(api.get("/v2/vpcs/" + vpc).status()).isEqualTo(200);
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(provider().compute().machines(ALL)).isEmpty();
              assertThat(provider().blockStorage().volumes(ALL)).isEmpty();
              assertThat(provider().networks().networks(ALL)).isEmpty();
            });
  }

  @Test
  void anOrderThatWasCutOffIsCarriedOutByTheNextDevcloud() {
    String droplet = order("web-1", Map.of());
    close();
    clock.advance(BOOT);

    open();

    assertThat(read(runningAddress(droplet), "/etc/hostname")).isNotEmpty();
    assertThat(provider().compute().machines(ALL)).hasSize(1);
  }

  @Test
  void whatIsUnderWayHasEndedWhenADevcloudIsClosed() {
    String droplet = order("web-1", Map.of());
    runningAddress(droplet);
    close();
    pace = FaultPlan.latency(Duration.ofMillis(300));
    open();
    assertThat(api.delete("/v2/droplets/" + droplet).status()).isEqualTo(204);

    close();

    assertThat(provider().compute().machines(ALL)).isEmpty();
  }

  @Test
  void firewallsHoldBetweenTheDropletsTheySpeakOf() {
    api.post("/v2/tags", "{\"name\": \"web\"}");
    api.post("/v2/tags", "{\"name\": \"db\"}");
    String web = order("web-1", Map.of("tags", List.of("web")));
    String database = order("db-1", Map.of("tags", List.of("db")));
    firewall("web", List.of(inbound("tcp", "80", "addresses", "0.0.0.0/0")), "0");
    firewall("db", List.of(inbound("tcp", "3306", "tags", "web")), "0");
    runningAddress(web);
    runningAddress(database);

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(rules())
                    .singleElement()
                    .satisfies(
                        rules -> {
                          assertThat(rules.outside()).isEqualTo(FirewallRules.Outside.OPEN);
                          assertThat(rules.allowed())
                              .containsExactlyInAnyOrder(
                                  new FirewallRules.Allow("d" + web, "d" + database, 3306),
                                  new FirewallRules.Allow("d" + database, "d" + web, 80));
                        }));
    assertThat(api.delete("/v2/droplets/" + web).status()).isEqualTo(204);
    assertThat(api.delete("/v2/droplets/" + database).status()).isEqualTo(204);
    await().atMost(SOON).until(() -> rules().isEmpty());
  }

  @Test
  void whatCannotBeExpressedIsNotFilteredAndTheWayOutMayBeClosed() {
    api.post("/v2/tags", "{\"name\": \"web\"}");
    String first = order("web-1", Map.of("tags", List.of("web")));
    String second = order("web-2", Map.of("tags", List.of("web")));
    String firewall = firewall("web", List.of(inbound("tcp", "22", "tags", "web")), "53");
    runningAddress(first);
    runningAddress(second);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(rules())
                    .extracting(FirewallRules::outside)
                    .containsExactly(FirewallRules.Outside.CLOSED));

    api.post(
        "/v2/firewalls/" + firewall + "/rules",
        JsonMapper.shared()
            .writeValueAsString(
                Map.of("inbound_rules", List.of(inbound("icmp", "0", "tags", "web")))));

    await().atMost(SOON).until(() -> rules().isEmpty());
  }

  private List<FirewallRules> rules() {
    return provider().firewalls().firewalls(ALL).stream().map(Firewall::rules).toList();
  }

  private static Map<String, Object> inbound(
      String protocol, String ports, String kind, String source) {
    return Map.of("protocol", protocol, "ports", ports, "sources", Map.of(kind, List.of(source)));
  }

  /** On the droplets of a tag, with one way out for all. */
  private String firewall(String tag, List<Map<String, Object>> inbound, String outboundPorts) {
    Map<String, Object> outbound =
        Map.of(
            "protocol",
            "tcp",
            "ports",
            outboundPorts,
            "destinations",
            Map.of("addresses", List.of("0.0.0.0/0", "::/0")));
    return created(
            "/v2/firewalls",
            Map.of(
                "name",
                tag + "-fw",
                "tags",
                List.of(tag),
                "inbound_rules",
                inbound,
                "outbound_rules",
                List.of(outbound)))
        .text("/firewall/id");
  }

  private Guest guest(String address) {
    return provider().guestAt(address).orElseThrow();
  }

  private String read(String address, String path) {
    return guest(address).read(path).orElseThrow();
  }

  private String order(String name, Map<String, Object> more) {
    Map<String, Object> order = new HashMap<>();
    order.put("name", name);
    order.put("region", "lon1");
    order.put("size", "s-1vcpu-1gb");
    order.put("image", "debian-12-x64");
    order.putAll(more);
    return created("/v2/droplets", order).text("/droplet/id");
  }

  private String volume(String name, Map<String, Object> more) {
    Map<String, Object> order = new HashMap<>();
    order.put("name", name);
    order.put("region", "lon1");
    order.put("size_gigabytes", 1);
    order.put("filesystem_type", "ext4");
    order.putAll(more);
    return created("/v2/volumes", order).text("/volume/id");
  }

  private Answer created(String path, Map<String, Object> order) {
    Answer answer = api.post(path, JsonMapper.shared().writeValueAsString(order));
    assertThat(answer.status()).as(answer.body().toString()).isBetween(201, 202);
    return answer;
  }

  private String runningAddress(String droplet) {
    clock.advance(BOOT);
    return awaitText("/v2/droplets/" + droplet, "/droplet/networks/v4/0/ip_address");
  }

  private String awaitText(String path, String pointer) {
    return await()
        .atMost(SOON)
        .until(() -> api.get(path).at(pointer).asString(""), it -> !it.isEmpty());
  }
}

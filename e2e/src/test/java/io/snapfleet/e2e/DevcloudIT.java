package io.snapfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Droplets that are real machines of this computer: baked by packer, and run as a fleet by us. */
class DevcloudIT {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final int VISITS = 10;

  private final HttpClient http = HttpClient.newHttpClient();
  private Path directory;
  private HostTraces traces;
  private RunningDevcloud devcloud;
  private URI endpoint;
  private String token;

  @BeforeEach
  void start() throws IOException {
    directory = Files.createTempDirectory("snapfleet-devcloud-e2e").toRealPath();
    traces = new HostTraces(directory.resolve("cloud/machines"));
    devcloud = RunningDevcloud.startIn(directory);
    endpoint = URI.create(devcloud.endpoint());
    token = devcloud.token();
  }

  @AfterEach
  void end() throws IOException {
    try {
      devcloud.close();
      traces.assertNothingIsLeft();
    } finally {
      traces.sweep();
      http.close();
      Host.run("rm", "--recursive", "--one-file-system", directory.toString());
    }
  }

  @Test
  void packersImageAndOursOnItBootWithWhatTheirShellProvisionersWrote() throws IOException {
    build();
    String theirs = call("GET", "/v2/images?private=true", "").at("/images/0/id").asString();
    new Program(directory.resolve("home")).must("bake", template(theirs, "snapfleet").toString());
    assertThat(call("GET", "/v2/droplets", "").get("droplets")).isEmpty();
    assertThat(call("GET", "/v2/account/keys", "").get("ssh_keys")).isEmpty();
    JsonNode images = call("GET", "/v2/images?private=true", "").get("images");
    assertThat(images).hasSize(2).allMatch(one -> one.get("name").asString().equals("blog-base"));
    String image = images.get(1).get("id").asString();
    Path key = newKey();
    String line = Files.readString(key.resolveSibling("key.pub")).strip();
    call("POST", "/v2/account/keys", "{\"name\": \"e2e\", \"public_key\": \"" + line + "\"}");
    String keyId = call("GET", "/v2/account/keys", "").at("/ssh_keys/0/id").asString();

    String droplet =
        call(
                "POST",
                "/v2/droplets",
                """
                {"name": "app", "region": "lon1", "size": "s-1vcpu-1gb", "image": %s,
                 "ssh_keys": [%s]}
                """
                    .formatted(image, keyId))
            .at("/droplet/id")
            .asString();
    String address = address(droplet);

    assertThat(ssh(key, address, "cat /etc/built-by; hostname").lines())
        .contains("built by packer", "built by snapfleet", "app");
    traces.noteNetworks();
    call("DELETE", "/v2/droplets/" + droplet, "");
    call("DELETE", "/v2/images/" + image, "");
    call("DELETE", "/v2/images/" + theirs, "");
    await().atMost(LONG).until(() -> traces.containers().isEmpty());
    await().atMost(LONG).until(() -> garbage().isEmpty());
  }

  @Test
  void aFleetIsDeployedThroughTheDigitalOceanProviderRolledBalancedByItAndRemoved()
      throws IOException {
    Program snapfleet =
        new Program(
            directory.resolve("home"),
            List.of(
                "env",
                "DIGITALOCEAN_TOKEN=" + token,
                Program.IMAGE.resolve("bin/snapfleet").toString()));
    Files.writeString(
        Files.createDirectory(directory.resolve("site")).resolve("index.html"),
        "<p>from a cloud</p>");

    snapfleet.must("up", "-f", fleetFile("machines").toString(), "--yes");
    traces.noteNetworks();
    String url = snapfleet.json("status", "cloudy").get("url").asString();
    assertThat(new Visitor(url).frontPage().text()).contains("from a cloud");
    assertThat(new Visitor(url).servedBy(20)).containsExactly("cloudy-web-1", "cloudy-web-2");

    assertThat(reaches(snapfleet, "cloudy-proxy-1", "cloudy-web-1")).isTrue();
    assertThat(reaches(snapfleet, "cloudy-web-2", "cloudy-web-1")).isFalse();

    String set = snapfleet.json("snapshot", "create", "cloudy").get("id").asString();
    snapfleet.must("roll", "cloudy", "web", "--set", set, "--yes");
    assertThat(new Visitor(url).servedBy(20)).containsExactly("cloudy-web-3", "cloudy-web-4");
    assertThat(call("GET", "/v2/droplets", "").get("droplets")).hasSize(3);

    snapfleet.must("up", "-f", fleetFile("provider").toString(), "--yes");
    assertThat(call("GET", "/v2/droplets", "").get("droplets")).hasSize(2);
    String balanced = snapfleet.json("status", "cloudy").get("url").asString();
    assertThat(balanced).startsWith("http://127.77.");
    visit(balanced, "first");
    assertThat(visits(snapfleet, "cloudy-web-3", "first")).isPositive();
    assertThat(visits(snapfleet, "cloudy-web-4", "first")).isPositive();

    snapfleet.must("scale", "cloudy", "web=1", "--yes");
    visit(balanced, "second");
    String last = TestFleet.machines(snapfleet.json("status", "cloudy"), "web").getFirst().name();
    assertThat(visits(snapfleet, last, "second")).isEqualTo(VISITS);

    snapfleet.must("down", "cloudy", "--snapshots", "--yes");
    assertThat(call("GET", "/v2/droplets", "").get("droplets")).isEmpty();
    assertThat(call("GET", "/v2/snapshots", "").get("snapshots")).isEmpty();
    assertThat(call("GET", "/v2/load_balancers", "").get("load_balancers")).isEmpty();
    await().atMost(LONG).until(() -> garbage().isEmpty());
  }

  /** Whether a machine gets another's front page, over the network they share. */
  private static boolean reaches(Program snapfleet, String from, String to) {
    String address =
        TestFleet.machines(snapfleet.json("status", "cloudy")).stream()
            .filter(machine -> machine.name().equals(to))
            .findFirst()
            .orElseThrow()
            .address();
    String ask = "curl --silent --max-time 3 http://%s/".formatted(address);
    return snapfleet.run("exec", "cloudy", from, "--", "bash", "-c", ask).exitCode() == 0;
  }

  /** Visits so often, each time over a new connection, with a word that machines write down. */
  private static void visit(String url, String word) {
    for (int number = 0; number < VISITS; number++) {
      String page = Host.run("curl", "--silent", "--fail", "--max-time", "10", url + "/?" + word);
      assertThat(page).contains("from a cloud");
    }
  }

  private static long visits(Program snapfleet, String machine, String word) {
    return snapfleet
        .run("exec", "cloudy", machine, "--", "cat", "/var/log/nginx/access.log")
        .output()
        .lines()
        .filter(line -> line.contains("GET /?" + word))
        .count();
  }

  private Path fleetFile(String balancer) throws IOException {
    return Files.writeString(
        directory.resolve("fleet.yaml"),
        """
        fleet: cloudy
        provider: {name: digitalocean, region: lon1, endpoint: "%s"}
        application: {recipe: static, source: {path: site}}
        site: {title: Cloudy, balancer: %s}
        tiers:
          web: {machines: 2}
          proxy: {machines: %d}
        deadlines: {drain: 5s}
        """
            .formatted(endpoint, balancer, balancer.equals("machines") ? 1 : 0));
  }

  private Path template(String image, String builder) throws IOException {
    return Files.writeString(
        directory.resolve(builder + ".json"),
        """
        {"builders": [{
           "type": "digitalocean", "api_url": "%s", "api_token": "%s", "region": "lon1",
           "size": "s-1vcpu-1gb", "image": "%s", "ssh_username": "root",
           "droplet_name": "build", "snapshot_name": "blog-base", "state_timeout": "8m"}],
         "provisioners": [
           {"type": "shell", "inline": ["echo built by %s >>/etc/built-by", "sync"]}]}
        """
            .formatted(endpoint, token, image, builder));
  }

  private void build() throws IOException {
    Program packer =
        new Program(
            directory.resolve("home"),
            List.of("env", "CHECKPOINT_DISABLE=1", "PACKER_CONFIG_DIR=" + directory, "packer"));
    packer.must("build", "-color=false", template("debian-12-x64", "packer").toString());
  }

  private Path newKey() {
    Path key = directory.resolve("key");
    Host.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString());
    return key;
  }

  private String address(String droplet) {
    String path = "/v2/droplets/" + droplet;
    return await()
        .atMost(LONG)
        .until(
            () -> call("GET", path, "").at("/droplet/networks/v4/0/ip_address").asString(""),
            address -> !address.isEmpty());
  }

  private static String ssh(Path key, String address, String command) {
    return await()
        .atMost(LONG)
        .until(
            () ->
                Host.tried(
                    "ssh",
                    "-F",
                    "none",
                    "-i",
                    key.toString(),
                    "-o",
                    "BatchMode=yes",
                    "-o",
                    "StrictHostKeyChecking=no",
                    "-o",
                    "UserKnownHostsFile=/dev/null",
                    "root@" + address,
                    command),
            ran -> ran.exitCode() == 0)
        .output();
  }

  /** What is gone from the account and not from this computer yet, as the journal has it. */
  private List<String> garbage() throws IOException {
    List<String> left = new ArrayList<>();
    for (String line : Files.readAllLines(directory.resolve("cloud/journal.jsonl"))) {
      for (JsonNode change : JsonMapper.shared().readTree(line)) {
        if (change.get("kind").asString().equals("garbage")) {
          String id = change.get("id").asString();
          left.remove(id);
          if (change.has("document")) {
            left.add(id);
          }
        }
      }
    }
    return left;
  }

  private JsonNode call(String method, String path, String body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(endpoint.resolve(path))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
      return JsonMapper.shared().readTree(answer.body().isEmpty() ? "{}" : answer.body());
    } catch (IOException | InterruptedException lost) {
      throw new AssertionError(method + " " + path, lost);
    }
  }
}

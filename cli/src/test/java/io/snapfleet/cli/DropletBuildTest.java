package io.snapfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.bake.run.Artifact;
import io.snapfleet.bake.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Year;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Builder {@code digitalocean}, against a devcloud. */
class DropletBuildTest {
  private static final String EXTRAS =
      """
      "tags": ["web", "stage:test"], "monitoring": true, "ipv6": true, "droplet_name": "baked",
      "snapshot_regions": ["ams3", "lon1", "nyc3"], "user_data_file": "data.sh"
      """;

  @TempDir private Path directory;
  private DropletBakery bakery;

  @BeforeEach
  void start() {
    bakery = new DropletBakery(directory);
  }

  @AfterEach
  void stop() {
    bakery.close();
  }

  private JsonNode get(String path) {
    return bakery.get(path);
  }

  private void assertNothingElseStays() {
    assertThat(get("/v2/droplets").get("droplets")).isEmpty();
    assertThat(get("/v2/account/keys").get("ssh_keys")).isEmpty();
    assertThat(get("/v2/vpcs").get("vpcs")).allMatch(vpc -> vpc.get("default").asBoolean());
    assertThat(directory.resolve("journal")).isEmptyDirectory();
  }

  @Test
  void aSnapshotIsMadeOfADropletAsTheTemplateSaysAndNothingElseStays() throws IOException {
    Files.writeString(directory.resolve("data.sh"), "#!/bin/sh\ndate\n");
    Outcome outcome = bakery.bake("debian-12-x64", EXTRAS);

    assertThat(outcome.failure()).isEmpty();
    JsonNode order =
        bakery.exchanges().stream()
            .filter(one -> one.method().equals("POST") && one.path().equals("/v2/droplets"))
            .map(one -> JsonMapper.shared().readTree(one.requestBody()))
            .findFirst()
            .orElseThrow();
    assertThat(order.get("name").asString()).isEqualTo("baked");
    assertThat(order.get("monitoring").asBoolean()).isTrue();
    assertThat(order.get("ipv6").asBoolean()).isTrue();
    assertThat(order.get("tags").toString()).contains("\"web\"", "\"stage:test\"");
    assertThat(order.get("user_data").asString()).contains("#!/bin/sh\\ndate");

    JsonNode snapshot = get("/v2/images?private=true").at("/images/0");
    String id = snapshot.get("id").asString();
    String name = "My web " + Year.now(ZoneOffset.UTC);
    assertThat(snapshot.get("name").asString()).isEqualTo(name);
    assertThat(snapshot.get("regions").toString()).contains("lon1", "ams3", "nyc3");
    Artifact artifact = outcome.artifacts().getFirst();
    assertThat(artifact.builderId()).isEqualTo("pearkes.digitalocean");
    assertThat(artifact.id()).isEqualTo("ams3,nyc3,lon1:" + id);
    assertThat(artifact.description())
        .isEqualTo(
            "A snapshot was created: '%s' (ID: %s) in regions 'ams3,nyc3,lon1'"
                .formatted(name, id));
    assertNothingElseStays();
  }

  @Test
  void aKeptDropletGoesWhenItsTimeHasComeThoughNobodyBakes() {
    assertThat(bakery.fail("debian-12-x64").failure()).isPresent();
    bakery.sweep(Duration.ofHours(23), true);
    bakery.sweep(Duration.ofHours(25), false);
    assertThat(get("/v2/droplets").get("droplets")).hasSize(1);
    assertThat(bakery.lines()).last().asString().contains("whose token is not known here");

    bakery.sweep(Duration.ofHours(25), true);
    assertNothingElseStays();
  }

  @Test
  void anUnknownImageIsToldBeforeAnythingIsMade() {
    Outcome outcome = bakery.bake("debian-99-x64", "\"ipv6\": true");
    assertThat(outcome.failure().orElse("")).contains("debian-99-x64");
    assertThat(bakery.exchanges()).noneMatch(one -> one.method().equals("POST"));
  }
}

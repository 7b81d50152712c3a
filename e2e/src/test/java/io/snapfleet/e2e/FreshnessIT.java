package io.snapfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** An old snapshot set serves what was backed up since, on the WordPress example, step by step. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FreshnessIT {
  private static final String UPLOADS = "/var/lib/wordpress/wp-content/uploads";
  private static final String POST = "Written after the snapshot";
  private static final int CHANGED = 50;

  private TestHome home;
  private TestFleet fleet;
  private String set;
  private JsonNode backup;

  @BeforeAll
  void changeAfterTheSnapshot() throws IOException {
    home = TestHome.create();
    fleet = home.example("wordpress", "fresh-e2e");
    fleet.up();
    home.traces().noteNetworks();
    set = fleet.snapshot();
    writePost(POST);
    for (TestMachine web : fleet.machines("web")) {
      upload(web.name());
    }
    backup = home.snapfleet().json("backup", "create", fleet.name());
    fleet.down();
  }

  /** One upload among files of many kinds of content, and one file less. */
  private void upload(String machine) {
    String script =
        "install -d -o www-data %1$s && cd %1$s && for n in $(seq %2$d); do"
            + " head -c $((n * 997)) /dev/zero | tr '\\0' 'x' >upload-$n.jpg; done"
            + " && chown www-data upload-*.jpg && rm /usr/share/wordpress/license.txt"
            + " 2>/dev/null || rm /usr/share/wordpress/readme.html";
    Ran ran = fleet.exec(machine, script.formatted(UPLOADS, CHANGED));
    assertThat(ran.exitCode()).as(ran::toString).isZero();
  }

  private void writePost(String title) {
    String insert =
        "require \"/usr/share/wordpress/wp-load.php\";"
            + " wp_insert_post([\"post_title\" => \"%s\", \"post_status\" => \"publish\"]);";
    String host = fleet.url().substring("http://".length());
    Ran ran =
        fleet.exec("web-1", "HTTP_HOST=%s php -r '%s'".formatted(host, insert.formatted(title)));
    assertThat(ran.exitCode()).as(ran::toString).isZero();
  }

  @AfterAll
  void leaveNothing() throws IOException {
    home.close();
  }

  @Test
  @Order(1)
  void aFleetBuiltFromTheSetShowsWhatWasBackedUp() throws IOException {
    Files.writeString(fleet.file(), "\nbackup:\n  freshness: 1h\n", StandardOpenOption.APPEND);

    Ran up = fleet.up("--from-snapshot", set.substring(0, 4));

    assertThat(up.output()).containsPattern("its images are \\S+ \\S+ old, its data \\S+ \\S+ old");
    assertThat(fleet.visitor().frontPage().text()).contains(POST);
    for (TestMachine web : fleet.machines("web")) {
      requireUploads(web.name());
    }
  }

  private void requireUploads(String machine) {
    assertThat(fleet.on(machine, "stat -c '%U %s' " + UPLOADS + "/upload-50.jpg").strip())
        .isEqualTo("www-data 49850");
    assertThat(fleet.on(machine, "ls " + UPLOADS + " | grep -c upload-").strip())
        .isEqualTo(String.valueOf(CHANGED));
  }

  @Test
  @Order(2)
  void theStatusAndTheTimelineTellOfIt() {
    for (JsonNode tier : fleet.status().get("tiers")) {
      if (!tier.get("tier").asString().equals("proxy")) {
        tier.get("machines")
            .forEach(
                machine ->
                    assertThat(machine.get("dataOf").asString())
                        .isEqualTo(backup.get("moment").asString()));
      }
    }
    for (JsonNode launch : launches()) {
      if (launch.get("machine").asString().contains("-web-")) {
        assertThat(launch.get("states").valueStream().map(stay -> stay.get("state").asString()))
            .containsSubsequence("booting", "refreshing", "personalising", "joining", "serving");
      }
    }
  }

  @Test
  @Order(3)
  void aScaleUpBringsTheFilesAndLeavesTheDatabaseAlone() throws IOException {
    writePost("Written after the backup");

    fleet.scale(3);

    requireUploads("web-3");
    assertThat(fleet.visitor().frontPage().text()).contains(POST, "Written after the backup");
    launches().stream()
        .filter(launch -> launch.get("machine").asString().endsWith("-web-3"))
        .flatMap(launch -> launch.get("states").valueStream())
        .filter(stay -> stay.get("state").asString().equals("refreshing"))
        .forEach(
            stay ->
                System.out.printf(
                    "A web machine was refreshed in %s s%n", stay.get("seconds").asString()));
  }

  private java.util.List<JsonNode> launches() {
    return home.snapfleet().json("timeline", fleet.name()).get("launches").valueStream().toList();
  }

  @Test
  @Order(4)
  void dataOlderThanTheFleetFileAllowsAreRefusedWithTheCommandThatFixesIt() throws IOException {
    String text = Files.readString(fleet.file());
    Files.writeString(
        fleet.file(),
        text.replace("freshness: 1h", "freshness: 1s").replace("machines: 2", "machines: 4"));

    Ran refused = home.snapfleet().run("up", "-f", fleet.file().toString(), "--yes");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.errors())
        .contains("the newest data of fleet fresh-e2e are of")
        .contains("snapfleet backup create fresh-e2e")
        .contains("--allow-stale");
    assertThat(fleet.machines("web")).hasSize(3);
  }
}

package io.snapfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * Backups of the WordPress example, step by step: each test goes on where the last ended. Debian's
 * restic is the witness.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupIT {
  private static final String POST = "Written before the backup";
  private static final String LATER = "Written after the backup";
  private static final String UPLOADS = "/var/lib/wordpress/wp-content/uploads";
  private static final String ODD = UPLOADS + "/odd \"name'\u00fc.txt";

  private TestHome home;
  private TestFleet fleet;
  private String first;
  private Map<String, String> sums;

  @BeforeAll
  void deploy() throws IOException {
    home = TestHome.create();
    fleet = home.example("wordpress", "backup-e2e");
    fleet.up();
    home.traces().noteNetworks();
  }

  @AfterAll
  void leaveNothing() throws IOException {
    home.close();
  }

  @Test
  @Order(1)
  void aBackupHasWebrootAssetsAndDatabase() {
    post(POST);
    fleet.on("web-1", "install -d -o www-data " + UPLOADS);
    fleet.on("web-1", "printf picture > " + UPLOADS + "/picture.jpg");
    fleet.on("web-1", "printf odd > " + bash(ODD));
    sums = sums("web-1");
    JsonNode backup = home.snapfleet().json("backup", "create", fleet.name());

    first = backup.get("id").asString();
    assertThat(backup.get("state").asString()).isEqualTo("complete");
    assertThat(backup.get("applicationVersion").asString()).matches("\\d+\\.\\d+.*");
    assertThat(backup.get("parts"))
        .extracting(part -> part.get("part").asString())
        .containsExactly("webroot", "assets", "database");
    assertThat(backup.get("parts")).noneMatch(part -> part.has("problem"));
    assertThat(sums).containsKey("./wp-content/uploads/picture.jpg").hasSizeGreaterThan(2);
  }

  @Test
  @Order(2)
  void theNextBackupStoresLittleMore() {
    post(LATER);
    fleet.on("web-1", "printf changed > " + UPLOADS + "/picture.jpg");
    fleet.on("web-1", "printf new > " + UPLOADS + "/new.jpg");
    JsonNode second = home.snapfleet().json("backup", "create", fleet.name(), "--period", "hourly");

    assertThat(second.get("addedBytes").asLong()).isLessThan(2_000_000);
    JsonNode changes =
        home.snapfleet().json("backup", "diff", fleet.name(), first, "latest").get("changes");
    assertThat(changes)
        .extracting(one -> one.get("change").asString() + " " + one.get("path").asString())
        .contains("changed " + UPLOADS + "/picture.jpg", "added " + UPLOADS + "/new.jpg");
  }

  @Test
  @Order(3)
  void resticFindsTheRepositorySoundAndReadsIt() {
    JsonNode place = home.snapfleet().json("backup", "repository", fleet.name(), "--reveal");
    Map<String, String> environment =
        Map.of(
            "RESTIC_REPOSITORY", place.get("location").asString(),
            "RESTIC_PASSWORD", place.get("password").asString());
    assertThat(restic(environment, "check", "--read-data")).contains("no errors were found");
    assertThat(restic(environment, "snapshots", "--tag", "fleet=" + fleet.name()))
        .contains("period=hourly", "2 snapshots");
    assertThat(restic(environment, "dump", "--tag", "backup=" + first, "latest", "/database/dump"))
        .contains(POST, "Dump completed")
        .doesNotContain(LATER);
  }

  @Test
  @Order(4)
  void theFirstBackupIsRestoredOnEveryMachine() throws IOException {
    home.snapfleet().must("backup", "restore", fleet.name(), first.substring(0, 4), "--yes");

    assertThat(fleet.visitor().frontPage().text()).contains(POST).doesNotContain(LATER);
    assertThat(sums("web-1")).isEqualTo(sums);
    assertThat(sums("web-2")).isEqualTo(sums);
    assertThat(fleet.on("web-2", "cat " + bash(ODD))).isEqualTo("odd");
    assertThat(fleet.on("web-2", "stat --format=%U " + UPLOADS))
        .isEqualToIgnoringNewLines("www-data");
  }

  @Test
  @Order(5)
  void aDirectoryOfThisComputerTakesItToo() throws IOException {
    Path target = home.home().resolveSibling("restored");
    home.snapfleet()
        .must(
            "backup",
            "restore",
            fleet.name(),
            first,
            "--only",
            "database",
            "--to",
            target.toString());
    assertThat(target.resolve("database/dump")).content().contains(POST, "Dump completed");
    assertThat(target.resolve("files")).doesNotExist();
  }

  @Test
  @Order(6)
  void allIsSoundAndNothingSecretIsInTheVault() {
    JsonNode verified = home.snapfleet().json("backup", "verify", fleet.name(), "--read-data");
    assertThat(verified.get("sound").asBoolean()).as(verified::toPrettyString).isTrue();
    SecretScan scan = new SecretScan(home, fleet);
    assertThat(scan.inHome(scan.secrets())).as("files of the home").isEmpty();
    home.snapfleet().run("status", fleet.name()).endedWith(0, "");
  }

  private void post(String title) {
    String insert =
        "require \"/usr/share/wordpress/wp-load.php\";"
            + " wp_insert_post([\"post_title\" => \"%s\", \"post_status\" => \"publish\"]);";
    String host = fleet.url().substring("http://".length());
    Ran ran =
        fleet.exec("web-1", "HTTP_HOST=%s php -r '%s'".formatted(host, insert.formatted(title)));
    assertThat(ran.exitCode()).as(ran::toString).isZero();
  }

  /** The checksum of every file that WordPress may write, by path. */
  private Map<String, String> sums(String machine) {
    Map<String, String> sums = new TreeMap<>();
    fleet
        .on(machine, "cd /var/lib/wordpress && find . -type f -exec sha256sum {} +")
        .lines()
        .forEach(line -> sums.put(line.substring(66), line.substring(0, 64)));
    return sums;
  }

  private static String bash(String path) {
    return "'" + path.replace("'", "'\\''") + "'";
  }

  private static String restic(Map<String, String> environment, String... arguments) {
    List<String> command = new java.util.ArrayList<>(List.of("restic", "--no-cache"));
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      Process process = builder.start();
      String output =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      return output;
    } catch (IOException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }
}

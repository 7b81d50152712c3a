package io.snapfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
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

/** The main job on the WordPress example, step by step: each test goes on where the last ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WordPressFleetIT {
  private static final String TITLE = "My blog";
  private static final String POST = "Written before the snapshot";

  private TestHome home;
  private TestFleet fleet;
  private SecretScan scan;

  private final List<Identity> firstIdentities = new ArrayList<>();
  private Map<String, String> firstSecrets;
  private String set;

  @BeforeAll
  void deployFromScratch() throws IOException {
    home = TestHome.create();
    fleet = home.example("wordpress", "blog-e2e");
    fleet.up();
    home.traces().noteNetworks();
    scan = new SecretScan(home, fleet);
    fleet.machines().forEach(machine -> firstIdentities.add(Identity.of(fleet, machine)));
    firstSecrets = scan.secrets();
  }

  @AfterAll
  void leaveNothing() throws IOException {
    home.close();
  }

  @Test
  @Order(1)
  void theFrontPageShowsTheTitleOfTheFleetFile() throws IOException {
    Visitor.Page page = fleet.visitor().frontPage();
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("<title>" + TITLE);
    assertThat(fleet.visitor().servedBy(20)).containsExactly("blog-e2e-web-1", "blog-e2e-web-2");
  }

  @Test
  @Order(2)
  void statusHasTheShapeThatScriptsRelyOn() {
    JsonNode status = fleet.status();
    assertThat(status.propertyNames()).containsExactly("fleet", "url", "state", "tiers");
    assertThat(status.get("fleet").asString()).isEqualTo("blog-e2e");
    assertThat(status.get("url").asString()).matches("http://127\\.0\\.0\\.1:\\d+");
    assertThat(status.get("state").asString()).isEqualTo("serving");
    Map<String, Integer> desired = new TreeMap<>();
    for (JsonNode tier : status.get("tiers")) {
      assertThat(tier.propertyNames()).containsExactly("tier", "desired", "machines");
      desired.put(tier.get("tier").asString(), tier.get("desired").asInt());
      assertThat(tier.get("machines")).hasSize(tier.get("desired").asInt());
      for (JsonNode machine : tier.get("machines")) {
        assertThat(machine.propertyNames())
            .startsWith("name", "state", "address", "image", "launchedAt");
        assertThat(machine.has("dataOf") && machine.has("dataAgeSeconds"))
            .isEqualTo(!tier.get("tier").asString().equals("proxy"));
        assertThat(machine.get("state").asString()).isEqualTo("serving");
      }
    }
    assertThat(desired).isEqualTo(Map.of("database", 1, "web", 2, "proxy", 1));
  }

  @Test
  @Order(3)
  void theTimelineHasEveryStateOfEveryMachine() {
    JsonNode launches = home.snapfleet().json("timeline", fleet.name()).get("launches");
    assertThat(launches).hasSize(4);
    for (JsonNode launch : launches) {
      assertThat(launch.get("states").valueStream().map(stay -> stay.get("state").asString()))
          .as(launch::toPrettyString)
          .containsSubsequence("planned", "creating", "booting", "personalising", "serving");
      assertThat(launch.get("secondsToServing").asDouble()).isPositive();
    }
    assertThat(launches.valueStream().filter(one -> one.toString().contains("-web-")))
        .allMatch(one -> one.toString().contains("joining"));
  }

  @Test
  @Order(4)
  void onlyWebReachesTheDatabaseAndOnlyTheProxyReachesWeb() {
    String database = fleet.machines("database").getFirst().address() + "/3306";
    List<TestMachine> web = fleet.machines("web");
    String page = web.getFirst().address() + "/80";
    assertThat(connects(web.getFirst().name(), database)).isTrue();
    assertThat(connects(web.getLast().name(), database)).isTrue();
    assertThat(connects("proxy", database)).isFalse();
    assertThat(connects("proxy", page)).isTrue();
    assertThat(connects("database", page)).isFalse();
    assertThat(connects(web.getLast().name(), page)).isFalse();
  }

  private boolean connects(String from, String addressAndPort) {
    Ran ran = fleet.exec(from, "timeout 2 bash -c ': < /dev/tcp/" + addressAndPort + "' 2>&1");
    assertThat(ran.exitCode()).as(ran::toString).isIn(0, 1, 124);
    return ran.exitCode() == 0;
  }

  @Test
  @Order(5)
  void aSnapshotSetIsTakenWithoutAFailedRequest() throws Exception {
    writePost();
    assertThat(fleet.visitor().frontPage().text()).contains(POST);
    try (Visitors visitors = Visitors.start(fleet.url(), TITLE)) {
      set = fleet.snapshot();
      assertThat(visitors.failures()).isEmpty();
      assertThat(visitors.served()).isPositive();
    }
  }

  private void writePost() {
    String insert =
        "require \"/usr/share/wordpress/wp-load.php\";"
            + " wp_insert_post([\"post_title\" => \"%s\", \"post_status\" => \"publish\"]);";
    String php = "HTTP_HOST=%s php -r '%s'";
    String host = fleet.url().substring("http://".length());
    Ran ran = fleet.exec("web-1", php.formatted(host, insert.formatted(POST)));
    assertThat(ran.exitCode()).as(ran::toString).isZero();
  }

  @Test
  @Order(6)
  void theSetTellsWhatIsInItAndHoldsNothingThatMustNotBeThere() {
    JsonNode shown = home.snapfleet().json("snapshot", "show", set.substring(0, 4));
    assertThat(shown.get("id").asString()).isEqualTo(set);
    assertThat(shown.get("frozen").get("application.settings.language").asString())
        .isEqualTo("en_US");
    assertThat(packages(shown, "database")).contains("mariadb-server").doesNotContain("nginx");
    assertThat(packages(shown, "web")).contains("nginx", "wordpress");
    assertThat(packages(shown, "proxy")).contains("haproxy");
    assertThat(installed("web-1")).contains("install nginx");
    for (JsonNode tier : shown.get("tiers")) {
      assertThat(tier.get("sizeBytes").asLong()).isGreaterThan(100_000_000);
      assertThat(tier.get("volumes"))
          .hasSize(tier.get("tier").asString().equals("database") ? 1 : 0);
    }
    JsonNode verified = home.snapfleet().json("snapshot", "verify", set);
    assertThat(verified.get("clean").asBoolean()).isTrue();
    assertThat(verified.get("findings")).isEmpty();
  }

  private static List<String> packages(JsonNode set, String tier) {
    return set.get("tiers")
        .valueStream()
        .filter(one -> one.get("tier").asString().equals(tier))
        .flatMap(one -> one.get("packages").valueStream())
        .map(one -> one.asString().replaceFirst("=.*", ""))
        .toList();
  }

  @Test
  @Order(7)
  void noSecretStandsWhereOthersCouldReadIt() {
    assertThat(firstSecrets).containsKeys("database-password", "admin-password", "auth-key");
    // So the scan finds what is there: the web machines' own disks have it, in one file each.
    assertThat(scan.onDisks(firstSecrets)).hasSize(2).allMatch(file -> file.endsWith(".php"));
    assertThat(scan.inImages(firstSecrets)).as("images and volume snapshots").isEmpty();
    assertThat(scan.inHome(firstSecrets)).as("files of the home").isEmpty();
    assertThat(scan.onMachines(firstSecrets)).as("processes and journals").isEmpty();
  }

  @Test
  @Order(8)
  void theFleetComesBackFromTheSetWithItsData() throws IOException {
    fleet.down();
    assertThat(home.traces().containers()).isEmpty();
    fleet.up("--from-snapshot", set.substring(0, 4));
    assertThat(fleet.status().get("snapshotSet").asString()).isEqualTo(set);
    assertThat(fleet.visitor().frontPage().text()).contains("<title>" + TITLE, POST);
  }

  @Test
  @Order(9)
  void credentialsAreNewAndTheOldOnesAreRefused() {
    Map<String, String> secrets = scan.secrets();
    assertThat(secrets.keySet()).isEqualTo(firstSecrets.keySet());
    secrets.forEach(
        (name, secret) -> {
          boolean kept = secret.equals(firstSecrets.get(name));
          assertThat(kept).as(name).isEqualTo(name.equals("admin-password"));
        });
    assertThat(login(secrets.get("database-password"))).isEqualTo("in");
    assertThat(login(firstSecrets.get("database-password"))).isEqualTo("refused, error 1045");
  }

  /** How the database answers a web machine that comes with this password. */
  private String login(String password) {
    String php =
        "mysqli_report(MYSQLI_REPORT_OFF);"
            + " echo @mysqli_connect(\"%s\", \"application\", \"%s\", \"application\") ? \"in\""
            + " : \"refused, error \" . mysqli_connect_errno();";
    String database = fleet.machines("database").getFirst().address();
    return fleet.on("web-1", "php -r '" + php.formatted(database, password) + "'");
  }

  @Test
  @Order(10)
  void everyMachineHasAnIdentityOfItsOwnAndNothingOfTheFirstOnes() {
    List<TestMachine> machines = fleet.machines();
    List<Identity> identities =
        machines.stream().map(machine -> Identity.of(fleet, machine)).toList();
    assertThat(identities)
        .allMatch(identity -> identity.hostName().equals(identity.machine().name()));
    List<Identity> all = new ArrayList<>(firstIdentities);
    all.addAll(identities);
    assertThat(all).extracting(Identity::machineId).doesNotHaveDuplicates();
    assertThat(all).extracting(Identity::hostKey).doesNotHaveDuplicates();

    // The first fleet's addresses may have been given out again; those that were not must be gone.
    List<String> now = machines.stream().map(TestMachine::address).toList();
    List<String> former = new ArrayList<>(List.of(firstSecrets.get("database-password")));
    for (Identity first : firstIdentities) {
      former.addAll(List.of(first.machineId(), first.hostKey()));
      if (!now.contains(first.machine().address())) {
        former.add(first.machine().address());
      }
    }
    for (TestMachine machine : machines) {
      String search = "grep -rIFlw -e '" + String.join("' -e '", former) + "' /etc /root || true";
      assertThat(fleet.on(machine.name(), search)).as(machine.name()).isEmpty();
    }
  }

  @Test
  @Order(11)
  void theImageGivesMoreMachinesThatInstallNothing() throws IOException {
    fleet.scale(4);
    assertThat(fleet.machines("web")).hasSize(4).allMatch(one -> one.state().equals("serving"));
    assertThat(fleet.visitor().servedBy(60)).hasSize(4);
    for (String machine : List.of("web-3", "web-4")) {
      assertThat(installed(machine)).as(machine).isEmpty();
      assertThat(fleet.on(machine, "dpkg-query --show nginx")).contains("nginx");
    }
  }

  /** Since the machine first booted: images are taken without logs. */
  private String installed(String machine) {
    return fleet.on(machine, "cat /var/log/dpkg.log /var/log/apt/history.log 2> /dev/null || true");
  }

  @Test
  @Order(12)
  void aSetIsRemovedOnlyWhenNoFleetNeedsIt() {
    home.snapfleet()
        .run("snapshot", "rm", set, "--yes")
        .endedWith(2, "snapshot set " + set + " is in use", "blog-e2e");
    String second = fleet.snapshot();
    fleet.down();
    home.snapfleet().must("snapshot", "rm", set, "--yes");
    assertThat(home.snapfleet().json("snapshot", "ls").get("snapshotSets"))
        .extracting(one -> one.get("id").asString())
        .containsExactly(second);
    fleet.down("--snapshots");
    assertThat(home.snapfleet().json("snapshot", "ls").get("snapshotSets")).isEmpty();
  }
}

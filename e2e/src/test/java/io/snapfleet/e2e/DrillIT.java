package io.snapfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * Drills, and machines made of the first one's archive, on real machines; one test after another.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DrillIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private TestHome home;
  private TestFleet fleet;

  @BeforeAll
  void deployByMethodBackup() throws IOException {
    home = TestHome.create();
    fleet = home.example("wordpress", "drill-e2e");
    Files.writeString(fleet.file(), Files.readString(fleet.file()) + "\nmethod: backup\n");
    fleet.up();
    home.traces().noteNetworks();
  }

  @AfterAll
  void leaveNothing() throws IOException {
    home.close();
  }

  @Test
  @Order(1)
  void theSecondWebMachineIsTheFirstOnesSoftwareWithAnIdentityOfItsOwn() {
    TestMachine first = fleet.machines("web").getFirst();
    TestMachine second = fleet.machines("web").getLast();
    assertThat(packages(second)).isEqualTo(packages(first)).contains("nginx", "wordpress");
    assertThat(fleet.exec(second.name(), "test -s /var/log/dpkg.log").exitCode()).isNotZero();
    for (String own :
        List.of("hostname", "cat /etc/machine-id", "cat /etc/ssh/ssh_host_ed25519_key.pub")) {
      assertThat(fleet.on(second.name(), own)).isNotEqualTo(fleet.on(first.name(), own));
    }
    String search =
        "grep -rlIw -e '%s' -e '%s' /boot /etc /home /opt /root /srv /usr /var || true"
            .formatted(first.name(), first.address());
    assertThat(fleet.on(second.name(), search)).isBlank();
  }

  private String packages(TestMachine machine) {
    return fleet.on(machine.name(), "dpkg-query -W -f '${Package}=${Version}\\n'");
  }

  @Test
  @Order(2)
  void aNewMachineIsMadeOfTheArchiveThatIsThere() throws IOException {
    fleet.scale(3);
    String added = fleet.machines("web").getLast().name();
    assertThat(fleet.exec(added, "test -s /var/log/dpkg.log").exitCode()).isNotZero();
    assertThat(fleet.visitor().servedBy(30)).hasSize(3).contains(added);
  }

  @Test
  @Order(3)
  void aBackupIsProvenWhileTheFleetServes() throws IOException {
    JsonNode backup = home.snapfleet().json("backup", "create", fleet.name());
    List<TestMachine> before = fleet.machines();

    JsonNode drill = home.snapfleet().json("backup", "drill", fleet.name());

    assertThat(drill.get("state").asString()).isEqualTo("passed");
    assertThat(drill.get("backup").asString()).isEqualTo(backup.get("id").asString());
    assertThat(drill.get("rows").asLong()).isPositive();
    assertThat(drill.get("rtoSeconds").asDouble()).isPositive();
    assertThat(fleet.machines()).isEqualTo(before);
    assertThat(fleet.visitor().frontPage().status()).isEqualTo(200);
    assertThat(home.snapfleet().json("status").get("fleets")).hasSize(1);
    assertThat(fleet.status().get("proven")).isEqualTo(drill);
  }

  @Test
  @Order(4)
  void aDrillThatIsKilledIsClearedAwayByTheNextOne() {
    fleet.snapshot();
    Child drilling = home.snapfleet().start("backup", "drill", fleet.name());
    await().atMost(PATIENCE).until(this::aDrillHasMachines);
    assertThat(drilling.killAfter(Duration.ZERO)).isTrue();
    home.traces().noteNetworks();
    assertThat(home.snapfleet().json("status").get("fleets")).hasSize(2);

    JsonNode drill = home.snapfleet().json("backup", "drill", fleet.name());

    assertThat(drill.get("method").asString()).isEqualTo("snapshot");
    assertThat(home.snapfleet().json("status").get("fleets")).hasSize(1);
  }

  private boolean aDrillHasMachines() {
    return home.snapfleet().json("status").get("fleets").values().stream()
        .filter(one -> one.has("drillOf"))
        .flatMap(one -> one.findValues("machines").stream())
        .anyMatch(machines -> !machines.isEmpty());
  }
}

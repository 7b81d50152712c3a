package io.snapfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What bad input and bad luck get: a sentence, an exit code, and nothing half-made. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
  private TestHome home;

  /** Serves throughout. */
  private TestFleet fleet;

  @BeforeAll
  void bringUpAFleet() throws IOException {
    home = TestHome.create();
    fleet = home.resource("tiny", "calm");
    fleet.up();
    home.traces().noteNetworks();
  }

  @AfterAll
  void leaveNothing() throws IOException {
    home.close();
  }

  @Test
  void allMistakesOfAFileAreToldAtOnceWithTheirPlace() throws IOException {
    Path file = home.example("wordpress", "broken").file();
    String text = Files.readString(file);
    Files.writeString(
        file,
        text.replace("  name: local\n", "  name: locl\n")
            .replace("recipe: wordpress", "recipe: wordpres")
            .replace("title:", "titel:")
            .replace("web: {machines: 2", "web: {machines: two"));
    JsonNode error = refused(2, "up", "-f", file.toString(), "--yes", "--json");
    List<String> all = error.get("mistakes").valueStream().map(JsonNode::toString).toList();
    for (String wrong : List.of("locl", "wordpres", "titel", "two")) {
      assertThat(all).as(wrong).anyMatch(one -> one.contains("'" + wrong + "'"));
    }
    assertThat(error.get("mistakes").valueStream())
        .allMatch(one -> one.get("where").asString().matches(".*/broken/fleet\\.yaml:\\d+:\\d+"));
    assertNothingIsMadeFor("broken");
  }

  @Test
  void aSnapshotSetThatIsNotThereIsRefused() {
    JsonNode error =
        refused(2, "up", "-f", fleet.file().toString(), "--from-snapshot", "zzzz", "--json");
    assertThat(error.get("error").asString()).contains("zzzz");
    assertServes();
  }

  @Test
  void aPortInUseIsNamedBeforeAnythingIsMade() throws IOException {
    TestFleet other = home.resource("tiny", "port");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = "port: " + taken.getLocalPort();
      Files.writeString(other.file(), Files.readString(other.file()).replaceFirst("port: 0", port));
      JsonNode error = refused(3, "up", "-f", other.file().toString(), "--yes", "--json");
      assertThat(error.get("error").asString()).contains("port " + taken.getLocalPort());
    }
    assertNothingIsMadeFor("port");
  }

  @Test
  void homesDoNotSeeEachOthersFleets(@TempDir Path elsewhere) {
    Program other = new Program(elsewhere);
    other.run("status", "calm").endedWith(2, "there is no fleet called 'calm'");
    other.run("down", "calm", "--yes").endedWith(2, "there is no fleet called 'calm'");
    assertThat(other.json("status").get("fleets")).isEmpty();
    assertServes();
  }

  @Test
  void whoIsNotRootIsToldSo(@TempDir Path directory) {
    Path image = directory.resolve("image");
    Host.run("cp", "--archive", Program.IMAGE.toString() + "/.", image.toString());
    Host.run("cp", "--recursive", fleet.file().getParent().toString(), directory.toString());
    Host.run("chmod", "-R", "go+rX", directory.toString());
    Path theirs = directory.resolve("theirs");
    Host.run("install", "--directory", "--owner", "nobody", theirs.toString());
    String snapfleet = image.resolve("bin/snapfleet").toString();
    List<String> asNobody =
        List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", snapfleet);
    String file = directory.resolve("calm/fleet.yaml").toString();
    new Program(theirs.resolve("home"), asNobody)
        .run("up", "-f", file, "--yes")
        .endedWith(3, "not running as root", "sudo");
  }

  @Test
  void aMachineThatIsNeverHealthyFailsAloneAndTheNextUpReplacesIt() throws IOException {
    TestFleet sick = home.resource("tiny", "sick");
    Path check = sick.file().resolveSibling("recipe/web/check.sh");
    String sound = Files.readString(check);
    Files.writeString(check, "fail 'the page has the wrong colour'\n");
    JsonNode error = refused(4, "up", "-f", sick.file().toString(), "--yes", "--json");
    assertThat(error.get("where").asString()).contains("sick-web-1");
    assertThat(error.get("error").asString()).contains("3 s", "the page has the wrong colour");
    assertThat(sick.machines()).hasSize(1).allMatch(one -> one.state().equals("failed"));

    Files.writeString(check, sound);
    sick.up();
    assertThat(sick.machines()).hasSize(1).allMatch(one -> one.state().equals("serving"));
    assertThat(sick.visitor().frontPage().status()).isEqualTo(200);
    sick.down("--snapshots");
  }

  @Test
  void aFailedNewMachineTakesNoOldOneDown() throws Exception {
    TestFleet growing = home.resource("tiny", "growing");
    String text = Files.readString(growing.file());
    Files.writeString(
        growing.file(), text.replace("\ndeadlines:", "  proxy: {machines: 1}\n\ndeadlines:"));
    growing.up();
    Files.writeString(
        growing.file().resolveSibling("recipe/web/check.sh"),
        "[[ ${MACHINE} != *-web-2 ]] || fail 'the second one is broken'\n");
    try (Visitors visitors = Visitors.start(growing.url(), "tiny")) {
      JsonNode error = refused(4, "scale", "growing", "web=2", "--yes", "--json");
      assertThat(error.get("error").asString()).contains("the second one is broken");
      assertThat(growing.machines("web"))
          .extracting(TestMachine::name, TestMachine::state)
          .containsExactly(tuple("growing-web-1", "serving"), tuple("growing-web-2", "failed"));
      growing.up();
      assertThat(growing.machines("web"))
          .extracting(TestMachine::name, TestMachine::state)
          .containsExactly(tuple("growing-web-1", "serving"));
      assertThat(visitors.served()).isPositive();
      assertThat(visitors.failures()).isEmpty();
    }
    growing.down();
  }

  private JsonNode refused(int exitCode, String... arguments) {
    Ran ran = home.snapfleet().run(arguments).endedWith(exitCode);
    JsonNode error = ran.error();
    assertThat(error.get("exitCode").asInt()).isEqualTo(exitCode);
    for (String field : List.of("error", "where", "fix")) {
      assertThat(error.get(field).asString()).as(field).isNotBlank();
    }
    return error;
  }

  private void assertNothingIsMadeFor(String name) {
    home.snapfleet().run("status", name).endedWith(2, "there is no fleet called '" + name + "'");
    assertThat(home.traces().runningHosts()).noneMatch(host -> host.startsWith(name));
    assertServes();
  }

  private void assertServes() {
    assertThat(fleet.status().get("state").asString()).isEqualTo("serving");
    assertThat(home.traces().runningHosts()).contains("calm-web-1");
  }
}

package io.snapfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.state.SecretScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** exec, cp, timeline, ops, secrets. */
class MachineCommandsTest {
  @TempDir private Path directory;
  private Scene scene;

  @BeforeEach
  void deploy() throws IOException {
    scene = new Scene(directory).up();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void execPassesTheWordsTheStreamsAndTheStatus() {
    scene.input("given");
    Ran ran = scene.ran("exec", "docs", "web-2", "--", "sh", "-c", "it's; exit", "7");
    assertThat(ran.exitCode()).isEqualTo(7);
    assertThat(scene.rawOutput()).isEqualTo("docs-web-2 sh -c 'it'\\''s; exit' 7\ngiven");
    assertThat(scene.rawErrors()).isEqualTo("no newline");
  }

  @Test
  void execOnATierNamesTheMachineInFrontOfEachLine() {
    Ran ran = scene.ran("exec", "docs", "web", "--", "uptime");
    assertThat(ran.exitCode()).isZero();
    assertThat(scene.rawOutput().lines())
        .containsExactlyInAnyOrder(
            "docs-web-1: docs-web-1 uptime", "docs-web-2: docs-web-2 uptime");
    assertThat(scene.rawErrors().lines()).contains("docs-web-1: no newline");
  }

  @Test
  void execOnAllAsJsonHasOneResultEach() {
    Ran ran = scene.ran("exec", "docs", "all", "--json", "--", "exit", "3");
    assertThat(ran.exitCode()).isEqualTo(3);
    JsonNode results = ran.outputJson().get("results");
    assertThat(results).hasSize(3);
    assertThat(results.get(0).propertyNames())
        .containsExactly("machine", "status", "output", "errors");
  }

  @Test
  void execAsJsonHasTheOtherResultsWhereOneMachineLetsNobodyIn() {
    scene.remote().refuse("docs-web-1");
    Ran ran = scene.ran("exec", "docs", "web", "--json", "--", "uptime");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errors()).contains("machine docs-web-1 did not let us in");
    JsonNode results = ran.outputJson().get("results");
    assertThat(results.get(0).get("status").isNull()).isTrue();
    assertThat(results.get(0).get("failure").asString()).contains("docs-web-1 did not let us in");
    assertThat(results.get(1).get("output").asString()).isEqualTo("docs-web-2 uptime\n");
  }

  @Test
  void execOnATierSaysOfEachMachineThatItLetsNobodyIn() {
    scene.remote().refuse();
    Ran ran = scene.ran("exec", "docs", "web", "--", "uptime");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(scene.rawErrors().lines())
        .contains(
            "docs-web-1: machine docs-web-1 did not let us in",
            "docs-web-2: machine docs-web-2 did not let us in");
  }

  @Test
  void execOnAnUnknownMachineNamesTheKnownOnes() {
    Ran ran = scene.ran("exec", "docs", "web-9", "--", "true");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors()).contains("docs-proxy-1, docs-web-1, docs-web-2");
  }

  @Test
  void aMachineThatLetsNobodyInIsAFailureThatNamesIt() {
    scene.remote().refuse();
    Ran ran = scene.ran("exec", "docs", "web-1", "--", "true");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errors()).contains("machine docs-web-1 did not let us in");
  }

  @Test
  void cpToADirectoryKeepsTheFilesName() {
    scene.ran("cp", "docs", "web-1:/etc/hosts", directory.toString());
    scene.ran("cp", "docs", "web-1:/etc/nginx.d", directory.toString());
    scene.ran("cp", "docs", scene.file().toString(), "web-2:/srv/conf.d");
    scene.ran("cp", "docs", scene.file().toString(), "web-2:/srv/other");
    assertThat(scene.remote().copies())
        .endsWith(
            "docs-web-1: /etc/hosts -> " + directory.resolve("hosts"),
            "docs-web-1: /etc/nginx.d -> " + directory,
            "docs-web-2: " + scene.file() + " -> /srv/conf.d/fleet.yaml",
            "docs-web-2: " + scene.file() + " -> /srv/other");
  }

  @Test
  void cpBetweenTwoPathsHereIsBadInput() {
    Ran ran = scene.ran("cp", "docs", "./a:b", "c");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors()).contains("write MACHINE:PATH");
  }

  @Test
  void cpOfWhatIsMissingIsBadInputWhereverItIsMissing() {
    String here = directory.resolve("none").toString();
    for (String[] copy : new String[][] {{here, "web-1:/srv"}, {"web-1:/srv/404", here}}) {
      Ran ran = scene.ran("cp", "docs", copy[0], copy[1]);
      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.errors())
          .startsWith(
              "error: there is no such file or directory\n  where: " + copy[0] + "\n  fix: name a");
    }
    assertThat(scene.remote().copies()).noneMatch(copy -> copy.contains("/srv"));
  }

  @Test
  void timelineHasTheStatesOfTheLastLaunchOfEachMachine() {
    JsonNode timeline = scene.ran("timeline", "docs", "--json").outputJson();
    assertThat(timeline.get("launches")).hasSize(3);
    JsonNode launch = timeline.get("launches").get(1);
    assertThat(launch.get("machine").asString()).isEqualTo("docs-web-1");
    assertThat(launch.get("secondsToServing").asDouble()).isNotNegative();
    assertThat(launch.get("states").findValuesAsString("state"))
        .containsExactly("planned", "creating", "booting", "personalising", "joining", "serving");
    assertThat(launch.get("states").get(5).get("seconds").isNull()).isTrue();
    assertThat(scene.ran("timeline", "docs").output())
        .containsPattern("docs-web-1, launched [0-9-]{10}T[0-9:]{8}Z, served after ")
        .contains("until now");
  }

  @Test
  void timelineOfOneMachineTellsItsLaunchesApart() {
    scene.ran("scale", "docs", "web=1", "--yes");
    boolean firstStays =
        scene.store().machines("docs").stream()
            .anyMatch(machine -> machine.name().equals("docs-web-1"));
    String replaced = firstStays ? "web-2" : "web-1";
    scene.ran("scale", "docs", "web=2", "--yes");
    JsonNode launches =
        scene.ran("timeline", "docs", "--machine", replaced, "--json").outputJson().get("launches");
    assertThat(launches).hasSize(2);
    assertThat(launches.get(0).get("states").findValuesAsString("state")).endsWith("gone");
    assertThat(launches.get(1).get("states").findValuesAsString("state")).endsWith("serving");
    assertThat(scene.ran("timeline", "docs", "--machine", "web-7").exitCode()).isEqualTo(2);
  }

  @Test
  void opsListsWhatWasDoneAndShowPrintsTheJournal() {
    JsonNode operation =
        scene.ran("ops", "list", "docs", "--json").outputJson().get("operations").get(0);
    assertThat(operation.get("kind").asString()).isEqualTo("deploy");
    assertThat(operation.get("status").asString()).isEqualTo("done");
    String id = operation.get("id").asString();
    JsonNode shown = scene.ran("ops", "show", id.substring(0, 6), "--json").outputJson();
    assertThat(shown.get("journal").findValuesAsString("call")).contains("compute.create");
    assertThat(scene.ran("ops", "show", id).output()).contains("compute.create", "docs-web-1");
    assertThat(scene.ran("ops", "list").output()).contains(id);
    Ran resumed = scene.ran("ops", "resume", id, "--yes");
    assertThat(resumed.exitCode()).isEqualTo(2);
    assertThat(resumed.errors()).contains("there is nothing to resume");
  }

  @Test
  void anOperationIsNamedByAtLeastFourCharacters() {
    String id = scene.store().operations().getFirst().id();
    for (String prefix : List.of("", id.substring(0, 3))) {
      for (String command : List.of("show", "resume")) {
        Ran ran = scene.ran("ops", command, prefix);
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.errors())
            .contains(
                "'%s' is too short for an operation: give at least its first 4 characters"
                    .formatted(prefix));
      }
    }
    assertThat(scene.ran("ops", "show", id.substring(0, 4)).exitCode()).isZero();
  }

  @Test
  void aFailedOperationIsResumed() {
    scene.ranWith(Scene.noMoreMachines(), "scale", "docs", "web=3", "--yes");
    JsonNode failed = scene.ran("ops", "list", "--json").outputJson().get("operations").get(0);
    assertThat(failed.get("status").asString()).isEqualTo("failed");
    String id = failed.get("id").asString();
    assertThat(scene.ran("ops", "show", id).output()).contains("snapfleet ops resume " + id);
    assertThat(scene.ran("ops", "resume", id, "--yes").exitCode()).isZero();
    assertThat(scene.ran("status", "docs").output()).contains("serving: 3 web");
  }

  @Test
  void tokenOfAProviderIsKeptForAllFleetsAndNeverPrinted() {
    Ran kept =
        scene.answering("dop_v1_x\n", "secrets", "--provider", "digitalocean", "--set", "token");
    assertThat(kept.errors()).isEmpty();
    assertThat(kept.output()).isEqualTo("Kept token of provider digitalocean.\n");
    assertThat(scene.store().secrets(SecretScope.ofProvider("digitalocean")).get("token").reveal())
        .isEqualTo("dop_v1_x");
    assertThat(scene.ran("secrets").exitCode()).isEqualTo(2);
    assertThat(scene.ran("secrets", "--provider", "digitalocean").exitCode()).isEqualTo(2);
    assertThat(scene.ran("secrets", "--provider", "local", "--set", "token").exitCode())
        .isEqualTo(2);
  }

  @Test
  void secretsAreNamedAndShownOnlyWhenToBeRevealed() throws IOException {
    assertThat(scene.ran("secrets", "docs").output()).isEqualTo("Fleet docs has no credentials.\n");
    Files.writeString(
        scene.file(),
        """
        fleet: blog
        provider: {name: local}
        application: {recipe: wordpress, settings: {admin-email: me@example.org}}
        site: {title: Blog, address: 127.0.0.1, port: 8082}
        tiers:
          database: {machines: 1, size: small, volume: 1GB}
          web: {machines: 1, size: small}
          proxy: {machines: 1, size: small}
        """);
    scene.up();
    assertThat(scene.ran("secrets", "blog").output()).contains("database-password\n");
    String password =
        scene.store().secrets(SecretScope.ofFleet("blog")).get("database-password").reveal();
    assertThat(scene.ran("secrets", "blog", "--json").output()).doesNotContain(password);
    assertThat(scene.ran("secrets", "blog", "--reveal").output()).contains(password);
  }
}

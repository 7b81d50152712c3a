package io.snapfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.fake.FaultPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** plan, up, status, scale, down. */
class FleetCommandsTest {
  @TempDir private Path directory;
  private Scene scene;
  private String file;

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(directory);
    file = scene.file().toString();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void planPrintsEveryStepWithItsReasonAndChangesNothing() {
    Ran ran = scene.ran("plan", "-f", file);
    assertThat(ran)
        .isEqualTo(
            new Ran(
                0,
                """
                Plan for fleet docs: 15 steps, about 1 min 45 s

                STEP                                  WHY                                           ABOUT
                create network docs-net               the fleet has none                            0.2 s
                set firewall docs-fw                  tiers may speak only to whom the recipe says  0.1 s
                prepare base image                    new machines are installed from scratch       40.0 s
                create machine docs-web-1             0 of 2 web machines serve                     1.0 s
                create machine docs-web-2             0 of 2 web machines serve                     1.0 s
                create machine docs-proxy-1           0 of 1 proxy machines serve                   1.0 s
                install docs-web-1                    it is a plain machine                         1 min 0 s
                personalise docs-web-1                0 of 2 web machines serve                     2.0 s
                install docs-web-2                    it is a plain machine                         1 min 0 s
                personalise docs-web-2                0 of 2 web machines serve                     2.0 s
                install docs-proxy-1                  it is a plain machine                         1 min 0 s
                personalise docs-proxy-1              0 of 1 proxy machines serve                   2.0 s
                initialise application on docs-web-1  the application's data are new here           2.0 s
                join docs-web-1                       it is healthy then                            0.2 s
                join docs-web-2                       it is healthy then                            0.2 s
                note: the fleet then costs 21.00 USD a month, 0.0300 an hour; now nothing
                """,
                ""));
    assertThat(scene.store().fleets()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "scale docs web=2",
        "down docs",
        "snapshot create docs",
        "ops resume abcd",
        "quickstart"
      })
  void everyCommandThatWaitsTakesATimeout(String command) {
    String[] words = (command + " --timeout soon").split(" ");
    Ran ran = scene.ran(words);
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors())
        .contains("'soon' is not a number of seconds, minutes or hours such as 90s, 10m or 1h");
  }

  @Test
  void aTimeoutThatPassesIsExitCodeFourAndSaysHowToGoOn() {
    FaultPlan busy =
        FaultPlan.refusing(
            call -> call.name().equals("compute.create"),
            () -> new ProviderException.RateLimited("too many", "wait", Duration.ofMinutes(10)));
    Ran ran = scene.ranWith(busy, "up", "-f", file, "--yes", "--timeout", "5m", "--json");
    assertThat(ran.exitCode()).isEqualTo(4);
    assertThat(ran.errorJson().get("error").asString())
        .startsWith("the time limit of 300 s passed before the next try; too many");
    assertThat(ran.errorJson().get("fix").asString()).contains("goes on from here", "--timeout");
    assertThat(scene.ran("up", "-f", file, "--yes", "--timeout", "1h").exitCode()).isZero();
  }

  @Test
  void planAsJsonHasTheDocumentedShape() {
    JsonNode plan = scene.ran("plan", "-f", file, "--json").outputJson();
    assertThat(plan.propertyNames()).containsExactly("fleet", "estimateSeconds", "steps", "notes");
    assertThat(plan.get("steps").get(0).propertyNames())
        .containsExactly("id", "action", "subject", "reason", "estimateSeconds", "after");
  }

  @Test
  void upShowsThePlanThenTheStepsThenTheUrlAndWhatToDoNext() {
    Ran ran = scene.ran("up", "-f", file, "--yes");
    assertThat(ran.errors())
        .contains(
            "Plan for fleet docs", "start create machine docs-web-1", "done  join docs-web-2");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.output())
        .startsWith("Fleet docs is serving at http://127.0.0.1:8081\n")
        .contains("\n  built in ", "snapfleet down docs")
        .doesNotContain("from scratch");
  }

  @Test
  void upThatFindsNothingToDoSaysSoAndAsksNobody() {
    Ran ran = scene.up().ran("up", "-f", file);
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.errors())
        .startsWith("Nothing is to be done: fleet docs is as it is wanted.\n")
        .doesNotContain("note", "start", "Plan");
  }

  @Test
  void anotherProviderThanTheOneTheFleetIsAtIsBadInputAtItsLine() throws IOException {
    scene.up();
    Files.writeString(
        scene.file(), Scene.FLEET.replace("{name: local}", "{name: digitalocean, region: lon1}"));
    for (Ran ran : List.of(scene.ran("plan", "-f", file), scene.ran("up", "-f", file, "--yes"))) {
      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.errors())
          .contains(
              "fleet docs is at provider local, and cannot become one at provider digitalocean,"
                  + " region lon1 while it is up",
              "fleet.yaml:2:11",
              "snapfleet down docs");
    }
  }

  @Test
  void upWithoutATerminalNeedsTheYesBeforehand() {
    Ran ran = scene.ran("up", "-f", file);
    assertThat(ran.exitCode()).isEqualTo(5);
    assertThat(ran.errors()).contains("fix: add --yes");
    assertThat(scene.store().fleets()).isEmpty();
  }

  @Test
  void upAsksAtATerminalAndANoChangesNothing() {
    assertThat(scene.answering("n\n", "up", "-f", file).exitCode()).isEqualTo(5);
    assertThat(scene.store().fleets()).isEmpty();
    assertThat(scene.answering("y\n", "up", "-f", file).exitCode()).isZero();
    assertThat(scene.store().machines("docs")).hasSize(3);
  }

  @Test
  void aFleetThatIsDownIsBuiltFromTheSnapshotSetThatThePersonChooses() {
    scene.up();
    String set =
        scene.ran("snapshot", "create", "docs", "--json").outputJson().get("id").asString();
    assertThat(scene.answering("y\n", "up", "-f", file).errors()).doesNotContain("snapshot set?");
    assertThat(scene.ran("down", "docs", "--yes").exitCode()).isZero();

    Ran unknown = scene.answering("zzzz\ny\n", "up", "-f", file);
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.errors()).contains("no snapshot set begins with 'zzzz'");
    Ran chosen = scene.answering(set.substring(0, 4) + "\ny\n", "up", "-f", file);

    assertThat(chosen.errors()).contains("Build it from a snapshot set? There is " + set + " of ");
    assertThat(scene.ran("status", "docs", "--json").outputJson().get("snapshotSet").asString())
        .isEqualTo(set);
  }

  @Test
  void whoChoosesNoneOrCannotBeAskedInstallsFromScratch() {
    scene.up();
    scene.ran("snapshot", "create", "docs");
    scene.ran("down", "docs", "--yes");

    assertThat(scene.answering("\nn\n", "up", "-f", file).errors()).contains("install docs-web-1");
    Ran beforehand = scene.answering("", "up", "-f", file, "--yes");

    assertThat(beforehand.exitCode()).isZero();
    assertThat(beforehand.errors()).doesNotContain("snapshot set?");
  }

  @Test
  void upUnderJsonAsksNobodyEvenAtATerminal() {
    Ran ran = scene.answering("y\n", "up", "-f", file, "--json");
    assertThat(ran.exitCode()).isEqualTo(5);
    assertThat(ran.errorJson().get("exitCode").asInt()).isEqualTo(5);
  }

  @Test
  void upWithABrokenFileTouchesNothing() throws IOException {
    Files.writeString(scene.file(), Scene.FLEET.replace("machines: 2", "machines: many"));
    assertThat(scene.ran("up", "-f", file, "--yes").exitCode()).isEqualTo(2);
    assertThat(scene.provider().calls()).isEmpty();
  }

  @Test
  void planRefusesASizeThatTheProviderDoesNotHave() throws IOException {
    Files.writeString(scene.file(), Scene.FLEET.replaceFirst("size: small", "size: hugee"));
    Ran ran = scene.ran("plan", "-f", file);
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors()).contains(file + ":6:28", "known sizes: large, medium, small");
  }

  @Test
  void aFleetIsTakenDownThoughItsRecipeIsGone() throws IOException {
    Path scripts = Files.createDirectories(directory.resolve("pages/web"));
    for (String stage : List.of("install", "configure", "start", "check")) {
      Files.writeString(scripts.resolve(stage + ".sh"), "true\n");
    }
    Path recipe =
        Files.writeString(
            scripts.resolveSibling("recipe.yaml"),
            """
            name: pages
            version: "1"
            summary: Pages
            tiers:
              web: {scripts: web, port: 80, reached-from: []}
            """);
    Files.writeString(
        scene.file(),
        """
        fleet: docs
        provider: {name: local}
        application: {recipe: ./pages}
        site: {title: Docs}
        tiers:
          web: {machines: 1}
        """);
    scene.up();
    Files.delete(recipe);

    Ran down = scene.ran("down", "docs", "--yes", "--json");
    assertThat(down.errors()).isEmpty();
    assertThat(down.outputJson().get("state").asString()).isEqualTo("down");
    assertThat(scene.provider().compute().machines(new Tags(Map.of()))).isEmpty();
  }

  @Test
  void upFromAnUnknownSnapshotSetIsBadInput() {
    Ran ran = scene.ran("up", "-f", file, "--from-snapshot", "zzzz", "--yes");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors())
        .contains("no snapshot set begins with 'zzzz'", "snapfleet snapshot ls");
  }

  @Test
  void aProviderThatRefusesIsExitCodeThree() {
    Ran ran = scene.ranWith(Scene.noMoreMachines(), "up", "-f", file, "--yes", "--json");
    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.errorJson().get("where").asString()).startsWith("create machine docs-");
  }

  @Test
  void statusAsJsonHasTheDocumentedShape() {
    scene.up();
    JsonNode status = scene.ran("status", "docs", "--json").outputJson();
    assertThat(status.propertyNames()).containsExactly("fleet", "url", "state", "tiers");
    assertThat(status.get("fleet").asString()).isEqualTo("docs");
    assertThat(status.get("url").asString()).isEqualTo("http://127.0.0.1:8081");
    assertThat(status.get("state").asString()).isEqualTo("serving");
    JsonNode web = status.get("tiers").get(0);
    assertThat(web.propertyNames()).containsExactly("tier", "desired", "machines");
    assertThat(web.get("tier").asString()).isEqualTo("web");
    assertThat(web.get("desired").asInt()).isEqualTo(2);
    JsonNode machine = web.get("machines").get(0);
    assertThat(machine.propertyNames())
        .containsExactly(
            "name", "state", "address", "image", "launchedAt", "dataOf", "dataAgeSeconds");
    assertThat(machine.get("name").asString()).isEqualTo("docs-web-1");
    assertThat(Instant.parse(machine.get("launchedAt").asString()))
        .isBeforeOrEqualTo(Instant.now());
    assertThat(Instant.parse(machine.get("dataOf").asString()))
        .isBefore(Instant.parse(machine.get("launchedAt").asString()));
    assertThat(machine.get("dataAgeSeconds").asLong()).isNotNegative();
    JsonNode proxy = status.get("tiers").get(1).get("machines").get(0);
    assertThat(proxy.propertyNames())
        .containsExactly("name", "state", "address", "image", "launchedAt");
  }

  @Test
  void statusSaysWhoIsChangingTheFleet() {
    scene.up();
    try (FleetLease lease = scene.store().acquire("docs", "ann")) {
      assertThat(lease.fleet()).isEqualTo("docs");
      assertThat(scene.ran("status", "docs").output()).contains("being changed by ann");
      Ran refused = scene.ran("scale", "docs", "web=3", "--yes");
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.errors()).contains("fleet docs is being changed by ann");
    }
  }

  @Test
  void statusWithoutANameListsAllFleets() {
    assertThat(scene.ran("status").output()).contains("There is no fleet yet");
    scene.up();
    assertThat(scene.ran("status").output().lines().skip(1))
        .containsExactly("docs   serving  2 web, 1 proxy  -             http://127.0.0.1:8081");
    assertThat(scene.ran("status", "--json").outputJson().get("fleets")).hasSize(1);
  }

  @Test
  void anUnknownFleetIsBadInputAndTheKnownOnesAreNamed() {
    Ran ran = scene.up().ran("status", "blog");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors()).contains("there is no fleet called 'blog'", "fix: name one of: docs");
  }

  @Test
  void scaleAddsAndRemovesWebMachines() {
    scene.up();
    JsonNode more = scene.ran("scale", "docs", "web=3", "--yes", "--json").outputJson();
    assertThat(more.get("tiers").get(0).get("machines")).hasSize(3);
    assertThat(scene.ran("scale", "docs", "web=1", "--yes").output()).contains("serving: 1 web");
  }

  @Test
  void scaleOfAnUnknownTierOrNumberIsBadInput() {
    scene.up();
    assertThat(scene.ran("scale", "docs", "wbe=3", "--yes").errors())
        .contains("there is no tier called 'wbe'");
    assertThat(scene.ran("scale", "docs", "web=three", "--yes").exitCode()).isEqualTo(2);
    assertThat(scene.ran("scale", "docs", "web=0", "--yes").exitCode()).isEqualTo(2);
    Ran twice = scene.ran("scale", "docs", "web=3", "web=4", "--yes");
    assertThat(twice.exitCode()).isEqualTo(2);
    assertThat(twice.errors()).contains("a tier is named more than once: web=3 web=4");
  }

  @Test
  void rollShowsAndThenReplacesTheWebMachinesAndRollbackBringsTheOthersBack() {
    scene.up();
    String first = snapshot();
    assertThat(scene.ran("roll", "docs", "web", "--dry-run").output())
        .contains("drain docs-web-1", "replaced: image changed from ")
        .contains("it replaces docs-web-2");
    assertThat(scene.ran("roll", "docs", "web", "--yes").output())
        .contains("built from snapshot set " + first)
        .containsPattern("\nroll done in \\d+\\.\\d s\n");
    String second = snapshot();
    scene.ran("roll", "docs", "web", "--set", second, "--batch", "2", "--surge", "3", "--yes");

    JsonNode back = scene.ran("rollback", "docs", "web", "--yes", "--json").outputJson();

    assertThat(back.get("snapshotSet").asString()).isEqualTo(first);
    assertThat(back.get("state").asString()).isEqualTo("serving");
  }

  private String snapshot() {
    return scene.ran("snapshot", "create", "docs", "--json").outputJson().get("id").asString();
  }

  @Test
  void aRollThatCannotBeIsBadInput() {
    scene.up();
    assertThat(scene.ran("roll", "docs", "web", "--yes").errors())
        .contains("fleet docs has no snapshot set to roll onto", "snapfleet snapshot create docs");
    assertThat(scene.ran("roll", "docs", "proxy", "--yes").errors())
        .contains("tier proxy is not rolled");
    assertThat(scene.ran("rollback", "docs", "web", "--yes").exitCode()).isEqualTo(2);
    assertThat(scene.ran("roll", "docs", "web", "--batch", "3", "--surge", "2").errors())
        .contains("a batch of 3 needs as many more machines");
    assertThat(scene.ran("roll", "docs", "web", "--batch", "0").exitCode()).isEqualTo(2);
  }

  @Test
  void downSaysThatTheDataGoAndLeavesSnapshotSets() {
    scene.up();
    scene.ran("snapshot", "create", "docs");
    String set = scene.store().snapshotSets().getFirst().id();
    Ran declined = scene.answering("n\n", "down", "docs");
    assertThat(declined.exitCode()).isEqualTo(5);
    assertThat(declined.errors())
        .contains("Its volumes go, with all data on them. Its snapshot sets stay: " + set);
    assertThat(scene.store().machines("docs")).hasSize(3);
    JsonNode down = scene.ran("down", "docs", "--yes", "--json").outputJson();
    assertThat(down.get("snapshotSets").get(0).asString()).isEqualTo(set);
    assertThat(scene.store().machines("docs")).isEmpty();
    assertThat(scene.ran("status", "docs").output()).isEqualTo("Fleet docs is down\n");
    assertThat(scene.ran("down", "docs").errors()).doesNotContain("data");
  }

  @Test
  void downWithSnapshotsRemovesTheSetsOfAFleetThatIsDownAlready() {
    scene.up();
    scene.ran("snapshot", "create", "docs");
    scene.ran("down", "docs", "--yes");
    assertThat(scene.ran("down", "docs", "--snapshots").exitCode()).isEqualTo(5);
    assertThat(scene.store().snapshotSets()).hasSize(1);
    assertThat(scene.ran("down", "docs", "--snapshots", "--yes").exitCode()).isZero();
    assertThat(scene.store().snapshotSets()).isEmpty();
  }
}

package io.snapfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.BakedImage;
import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.provider.api.CaptureRequest;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.recipe.CleanUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Images of a fleet that serves from a snapshot set, and two of one template. */
class ImageCommandsTest {
  private static final Tags ALL = new Tags(Map.of());
  private static final String TEMPLATE = "/srv/templates/web.json";

  @TempDir private Path directory;
  private Scene scene;
  private String older = "";
  private String newer = "";

  @BeforeEach
  void bake() throws IOException {
    scene = new Scene(directory).up();
    must("snapshot", "create", "docs");
    older = baked("web-1", TEMPLATE, 1, List.of("nginx=1.22", "bash=5.2"));
    newer = baked("web-2", TEMPLATE, 2, List.of("nginx=1.24", "bash=5.2", "curl=8.1"));
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private Ran must(String... arguments) {
    Ran ran = scene.ran(arguments);
    assertThat(ran.exitCode()).as(ran.errors()).isZero();
    return ran;
  }

  /** An image at the provider, as a build would have written it down. */
  private String baked(String name, String template, int minute, List<String> packages) {
    String image = captured(name, CleanUp.EVERY_MACHINE);
    scene
        .store()
        .saveBakedImage(
            new BakedImage(
                new ProviderSpec("local", Map.of()),
                image,
                name,
                template,
                "ab".repeat(32),
                "web",
                "local",
                "debian-base",
                Map.of("size", "small"),
                packages,
                "1.0",
                Instant.ofEpochSecond(60L * minute)));
    return image;
  }

  private String captured(String name, List<String> cleanUp) {
    Machine web =
        scene.provider().compute().machines(ALL).stream()
            .filter(machine -> machine.name().startsWith("docs-web-"))
            .findFirst()
            .orElseThrow();
    return scene
        .provider()
        .compute()
        .capture(new CaptureRequest(web.id(), name, ALL, cleanUp))
        .id()
        .value();
  }

  private JsonNode listed(String id) {
    JsonNode images = must("image", "ls", "--json").outputJson().get("images");
    for (JsonNode image : images) {
      if (image.get("id").asString().equals(id)) {
        return image;
      }
    }
    throw new AssertionError(id + " is not listed: " + images);
  }

  private boolean exists(String id) {
    return scene.provider().compute().image(new ImageId(id)).isPresent();
  }

  @Test
  void lsTellsWhereImagesComeFromAndWhoUsesThem() {
    assertThat(listed(newer).propertyNames())
        .containsExactly(
            "id",
            "name",
            "provider",
            "state",
            "sizeBytes",
            "createdAt",
            "from",
            "trial",
            "triedAt",
            "usedBy");
    assertThat(listed(newer).get("from").asString()).isEqualTo("template web.json");
    assertThat(listed(newer).get("trial").asString()).isEqualTo("untried");
    assertThat(listed(newer).get("usedBy")).isEmpty();
    var set = scene.store().snapshotSets().getFirst();
    set.tiers()
        .forEach(
            (tier, image) -> {
              JsonNode one = listed(image.image());
              assertThat(one.get("from").asString()).isEqualTo("machine " + image.sourceMachine());
              assertThat(one.get("usedBy").get(0).asString())
                  .isEqualTo("snapshot set " + set.id() + " of fleet docs has it");
            });
    assertThat(must("image", "ls").output()).contains("TRIAL", "web-2", "template web.json");
  }

  @Test
  void promoteTakesANameOrTheBeginningOfAnIdForTheImage() throws IOException {
    Path variables = Files.writeString(directory.resolve("prod.tfvars"), "image_slug = \"1\"\n");
    String file = variables.toString();
    for (String named : List.of("web-2", newer)) {
      must("image", "promote", named, "--tfvars", file);
      assertThat(variables).hasContent("image_slug = \"%s\"".formatted(newer));
    }
    String failed = baked("web-10", TEMPLATE, 3, List.of());
    String beginning = failed.substring(0, failed.length() - 1);
    try (FleetLease lease = scene.store().acquire("image-gate-test", "the test")) {
      lease.saveImageTrial(
          new ImageTrial(
              "trial",
              new ProviderSpec("local", Map.of()),
              List.of(failed),
              null,
              null,
              lease.fleet(),
              ImageTrial.State.FAILED,
              true,
              Instant.ofEpochSecond(1),
              Instant.ofEpochSecond(2),
              "it is ill"));
    }
    for (String named : List.of("web-10", beginning, failed)) {
      Ran refused = scene.ran("image", "promote", named, "--tfvars", file);
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.errors()).contains("image " + failed + " failed when it was tried");
    }
    assertThat(scene.ran("image", "promote", "nosuch", "--tfvars", file).errors())
        .contains("no image has the id or the name 'nosuch'");
    assertThat(variables).hasContent("image_slug = \"%s\"".formatted(newer));
  }

  @Test
  void aNameWithATimeInItIsNoArtifactOfARegion() throws IOException {
    String timed = baked("web-2026-03-07T16:05:09Z", TEMPLATE, 3, List.of());
    String single = baked("lon1:17", TEMPLATE, 4, List.of());
    Path variables = Files.writeString(directory.resolve("prod.tfvars"), "image_slug = \"1\"\n");
    String file = variables.toString();
    must("image", "promote", "web-2026-03-07T16:05:09Z", "--tfvars", file);
    assertThat(variables).hasContent("image_slug = \"%s\"".formatted(timed));
    must("image", "promote", "lon1:17", "--tfvars", file);
    assertThat(variables).hasContent("image_slug = \"%s\"".formatted(single));
    assertThat(scene.ran("image", "promote", "web-T16:05:09Z", "--tfvars", file).errors())
        .contains("no image has the id or the name 'web-T16:05:09Z'");
    assertThat(variables).hasContent("image_slug = \"%s\"".formatted(single));
  }

  @Test
  void imagesThatAreNotOursAreNotListedAndNotRemoved() {
    String foreign = captured("foreign", List.of());
    assertThat(must("image", "ls", "--json").output()).doesNotContain("foreign");

    Ran ran = scene.ran("image", "rm", foreign, "--yes");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors()).contains("was not made by snapfleet");
    assertThat(exists(foreign)).isTrue();
  }

  @Test
  void showHasTheProvenanceAndTheTrials() {
    must("image", "verify", "web-2");

    JsonNode shown = must("image", "show", "web-2", "--json").outputJson();

    assertThat(shown.propertyNames()).containsExactly("image", "baked", "trials", "packages");
    assertThat(shown.at("/baked/template").asString()).isEqualTo(TEMPLATE);
    assertThat(shown.at("/baked/templateHash").asString()).isEqualTo("ab".repeat(32));
    assertThat(shown.at("/baked/baseImage").asString()).isEqualTo("debian-base");
    assertThat(shown.at("/baked/variables/size").asString()).isEqualTo("small");
    assertThat(shown.at("/packages").size()).isEqualTo(3);
    assertThat(shown.at("/trials/0/state").asString()).isEqualTo("passed");
    assertThat(shown.at("/trials/0/filesRead").asBoolean()).isTrue();
    assertThat(must("image", "show", newer).output())
        .contains("template   " + TEMPLATE, "passed at ", "boots and answers", "nobody");
  }

  @Test
  void verifyWithAFleetMakesItAMachineOfASmallCopyWhichGoesAgain() {
    Ran ran = scene.ran("image", "verify", "web-2", "--fleet", "docs", "--json");

    assertThat(ran.exitCode()).isZero();
    JsonNode trial = ran.outputJson();
    assertThat(trial.propertyNames())
        .containsExactly(
            "images", "state", "startedAt", "endedAt", "fleet", "recipe", "filesRead", "reason");
    assertThat(trial.get("state").asString()).isEqualTo("passed");
    assertThat(trial.get("recipe").asString()).isEqualTo("static");
    assertThat(listed(newer).get("trial").asString()).isEqualTo("passed");
    assertThat(scene.provider().compute().machines(ALL))
        .allMatch(
            machine ->
                machine.name().startsWith("docs-web") || machine.name().startsWith("docs-proxy"));
  }

  @Test
  void anImageWithAKeyInItFailsWithTheFileNamed() {
    String dirty = captured("dirty", List.of());

    Ran ran = scene.ran("image", "verify", dirty);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.output()).contains("failed at ", "/etc/ssh/ssh_host_ed25519_key");
    assertThat(scene.store().imageTrials())
        .extracting(ImageTrial::state)
        .containsExactly(ImageTrial.State.FAILED);
  }

  @Test
  void rmRefusesWhatASetUsesAndNamesIt() {
    String used =
        scene.store().snapshotSets().getFirst().tiers().values().iterator().next().image();

    Ran ran = scene.ran("image", "rm", used, older, "--yes");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors()).contains("is in use: snapshot set ", "of fleet docs has it");
    assertThat(exists(used)).isTrue();
    assertThat(exists(older)).isTrue();
  }

  @Test
  void rmNeedsAYesAndForgetsWhereTheImageCameFrom() {
    assertThat(scene.ran("image", "rm", "web-1").exitCode()).isEqualTo(5);
    assertThat(exists(older)).isTrue();

    must("image", "rm", "web-1", "--yes");

    assertThat(exists(older)).isFalse();
    assertThat(scene.store().bakedImages()).extracting(BakedImage::image).containsExactly(newer);
  }

  @Test
  void unusedImagesGoButForTheNewestOfEachBuild() {
    JsonNode would = must("image", "rm", "--unused", "--dry-run", "--json").outputJson();
    assertThat(would.get("removed").asBoolean()).isFalse();
    assertThat(exists(older)).isTrue();
    assertThat(must("image", "rm", "--unused", "--keep", "2", "--yes").output())
        .doesNotContain("removed");

    Ran ran = must("image", "rm", "--unused", "--yes");

    assertThat(ran.output())
        .contains("it is older than the newest 1 of build web, and nothing uses it")
        .contains("snapshot set ");
    assertThat(exists(older)).isFalse();
    assertThat(exists(newer)).isTrue();
  }

  @Test
  void anImageThatAFleetWasRolledOntoStays() {
    SnapshotSet taken = scene.store().snapshotSets().getFirst();
    must("up", "-f", scene.file().toString(), "--from-snapshot", taken.id(), "--yes");
    must("roll", "docs", "web", "--image", older, "--yes");

    assertThat(scene.store().snapshotSets()).hasSize(2);
    TierImage front = taken.tiers().get(TierName.PROXY);
    assertThat(listed(front.image()).get("from").asString())
        .isEqualTo("machine " + front.sourceMachine());

    assertThat(must("image", "rm", "--unused", "--yes").output())
        .contains("fleet docs serves from it");
    assertThat(exists(older)).isTrue();
  }

  @Test
  void diffTellsOfPackagesAndFiles() {
    Ran ran = must("image", "diff", "web-1", "web-2");
    assertThat(ran.output()).isEqualTo("The images have the same packages and files.\n");
    scene.provider().compute().image(new ImageId(older)).orElseThrow();
    Ran json = must("image", "diff", older, newer, "--json");
    assertThat(json.outputJson().propertyNames())
        .containsExactly("from", "to", "packages", "files", "remarks");
  }

  @Test
  void latestIsTheNewestOfTheTemplate() {
    must(
        "up",
        "-f",
        scene.file().toString(),
        "--from-snapshot",
        scene.store().snapshotSets().getFirst().id(),
        "--yes");

    Ran plan = must("roll", "docs", "web", "--image", "latest:web", "--dry-run");
    assertThat(plan.output())
        .contains(
            "image " + newer + " is tried in a throw-away fleet first", "it replaces docs-web-");
    assertThat(scene.store().imageTrials()).isEmpty();

    must("roll", "docs", "web", "--image", "latest:web.json", "--yes");
    assertThat(scene.store().machines("docs"))
        .filteredOn(machine -> machine.name().startsWith("docs-web"))
        .allMatch(machine -> machine.image().equals(newer));
    scene.provider().compute().deleteImage(new ImageId(newer));
    assertThat(must("roll", "docs", "web", "--image", "latest:" + TEMPLATE, "--dry-run").output())
        .contains("image " + older + " is tried");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image show nothing | no image has the id or the name 'nothing'",
        "image show ima | no image has the id or the name 'ima'",
        "image show imag | is more than one image",
        "image rm | no image is named",
        "image rm web-1 --unused | finds the images by itself",
        "image rm --unused --keep 0 | would keep no image",
        "image verify web-1 --fleet other | there is no fleet called 'other'",
        "image verify web-1 --recipe wrdpress | there is no recipe of this name",
        "image verify web-1 --fleet docs --recipe static | mutually exclusive",
        "roll docs web --image latest:db | there is no image of template 'db' at provider local",
        "roll docs web --image nothing | provider local has no image nothing",
      })
  void badInputGetsOneSentence(String line, String sentence) {
    must(
        "up",
        "-f",
        scene.file().toString(),
        "--from-snapshot",
        scene.store().snapshotSets().getFirst().id(),
        "--yes");

    Ran ran = scene.ran(line.split(" "));

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors()).contains(sentence);
  }

  private void naming(String image) throws IOException {
    Files.writeString(
        scene.file(),
        Scene.FLEET.replace(
            "web: {machines: 2, size: small}",
            "web: {machines: 2, size: small, image: '%s'}".formatted(image)));
  }

  @Test
  void aFleetFileMayNameTheImageOfItsWebMachines() throws IOException {
    naming("latest:web.json");
    String file = scene.file().toString();
    Ran plan = must("plan", "-f", file);
    assertThat(plan.output())
        .contains("replaced: image changed from ")
        .contains(
            "note: the fleet file says that web machines are made of image "
                + newer
                + " (latest:web.json), which is tried in a throw-away fleet first");

    must("up", "-f", file, "--yes");

    assertThat(scene.store().machines("docs"))
        .filteredOn(machine -> machine.tier() == TierName.WEB)
        .hasSize(2)
        .allMatch(machine -> machine.image().equals(newer));
    String taken = scene.store().snapshotSets().getFirst().id();
    assertThat(must("plan", "-f", file, "--from-snapshot", taken).output())
        .contains(
            "--from-snapshot %s goes before tiers.web.image: latest:web.json".formatted(taken));
    Ran up = must("up", "-f", file, "--from-snapshot", taken, "--yes");
    assertThat(up.errors()).contains("goes before tiers.web.image: latest:web.json");
  }

  @Test
  void anImageThatCannotBeUsedIsToldWithItsPlaceInTheFile() throws IOException {
    naming("nothing");

    for (String command : List.of("plan", "up")) {
      Ran ran = scene.ran(command, "-f", scene.file().toString());
      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.errors())
          .contains("tiers.web.image: provider local has no image nothing", "fleet.yaml:6:42");
    }
    assertThat(scene.store().operations("docs")).hasSize(2);
  }

  @Test
  void templatesOfOneNameAreToldApartByTheirPaths() {
    baked("other", "/srv/other/web.json", 3, List.of());

    Ran ran = scene.ran("roll", "docs", "web", "--image", "latest:web", "--dry-run");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors())
        .contains("more than one template is called 'web'", TEMPLATE, "/srv/other/web.json");
    assertThat(Stream.of(older, newer)).allMatch(this::exists);

    for (BakedImage image : scene.store().bakedImages()) {
      if (!image.template().equals(TEMPLATE)) {
        scene.provider().compute().deleteImage(new ImageId(image.image()));
      }
    }
    assertThat(must("roll", "docs", "web", "--image", "latest:web", "--dry-run").output())
        .contains("image " + newer + " is tried");
  }
}

package io.snapfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.TierName;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.fake.FaultPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SnapshotCommandsTest {
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

  private String taken() {
    return scene.ran("snapshot", "create", "docs", "--json").outputJson().get("id").asString();
  }

  @Test
  void createPrintsTheIdAndHowToBuildFromIt() {
    Ran ran = scene.ran("snapshot", "create", "docs");
    String id = scene.store().snapshotSets().getFirst().id();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.output())
        .startsWith("Snapshot set " + id + " of fleet docs\n")
        .contains("snapfleet up --from-snapshot " + id.substring(0, 4));
  }

  @Test
  void theFleetIsBuiltAgainFromTheFirstFourCharacters() {
    String id = taken();
    scene.ran("down", "docs", "--yes");
    String file = scene.file().toString();
    Ran up = scene.ran("up", "-f", file, "--from-snapshot", id.substring(0, 4), "--yes", "--json");
    assertThat(up.errors()).isEmpty();
    assertThat(up.outputJson().get("snapshotSet").asString()).isEqualTo(id);
    assertThat(scene.ran("status", "docs").output()).contains("built from snapshot set " + id);
    scene.ran("down", "docs", "--yes");
    assertThat(scene.ran("up", "-f", file, "--from-snapshot", id, "--yes").output())
        .containsPattern("\n  built in .* s; from scratch it took .* s\n");
  }

  @Test
  void credentialsAreKeptOnlyWithASet() {
    String id = taken();
    scene.ran("down", "docs", "--yes");
    String file = scene.file().toString();
    Ran without = scene.ran("up", "-f", file, "--keep-credentials", "--yes");
    assertThat(without.exitCode()).isEqualTo(2);
    assertThat(without.errors()).contains("none is named", "--from-snapshot");
    assertThat(
            scene
                .ran("up", "-f", file, "--from-snapshot", id, "--keep-credentials", "--yes")
                .exitCode())
        .isZero();
  }

  @Test
  void aMethodThatAFleetOfASetDoesNotFollowIsSaid() {
    String id = taken();
    scene.ran("down", "docs", "--yes");
    String file = scene.file().toString();
    assertThat(scene.ran("plan", "-f", file, "--method", "regular").output())
        .doesNotContain("passed over");
    scene.ran("up", "-f", file, "--from-snapshot", id, "--yes");

    String said =
        "--method regular is passed over: web machines go on coming from snapshot set " + id;
    assertThat(scene.ran("plan", "-f", file, "--method", "regular").output()).contains(said);
    assertThat(scene.ran("up", "-f", file, "--method", "regular", "--yes").errors()).contains(said);
    assertThat(scene.ran("up", "-f", file, "--yes").errors()).doesNotContain("passed over");
  }

  @Test
  void aSetOfAnotherApplicationIsRefusedWhateverSettingsAreAccepted() throws IOException {
    String id = taken();
    Files.writeString(
        scene.file(),
        """
        fleet: blog
        provider: {name: local}
        application: {recipe: wordpress, settings: {admin-email: me@example.org}}
        site: {title: Blog, address: 127.0.0.1, port: 8082}
        tiers:
          database: {machines: 1}
          web: {machines: 1}
        """);
    String file = scene.file().toString();
    for (Ran ran :
        List.of(
            scene.ran("plan", "-f", file, "--from-snapshot", id),
            scene.ran("up", "-f", file, "--from-snapshot", id, "--apply-settings", "--yes"))) {
      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.errors())
          .contains("images are of recipe static", "ones of recipe wordpress")
          .doesNotContain("--apply-settings");
    }
    assertThat(scene.ran("status", "blog").errors()).contains("there is no fleet called 'blog'");
  }

  @Test
  void rmOfASetWhoseRemovalWasCutOffRemovesTheRest() {
    String id = taken();
    String image = scene.store().snapshotSets().getFirst().tiers().get(TierName.WEB).image();
    FaultPlan outage =
        FaultPlan.refusing(
            call -> call.name().equals("compute.deleteImage"),
            () -> new ProviderException.Permanent("out of service", "Wait."));
    assertThat(scene.ranWith(outage, "snapshot", "rm", id, "--yes").exitCode()).isEqualTo(3);
    assertThat(scene.ran("snapshot", "ls").output()).doesNotContain(id);

    Ran again = scene.ran("snapshot", "rm", id.substring(0, 4), "--yes", "--json");
    assertThat(again.errors()).isEmpty();
    assertThat(again.outputJson().get("id").asString()).isEqualTo(id);
    assertThat(scene.provider().compute().image(new ImageId(image))).isEmpty();
    assertThat(scene.store().snapshotSets()).isEmpty();
  }

  @Test
  void lsListsTheSetsOfOneFleetOrAll() {
    String id = taken();
    assertThat(scene.ran("snapshot", "ls").output()).contains(id, "web, proxy");
    JsonNode sets = scene.ran("snapshot", "ls", "docs", "--json").outputJson().get("snapshotSets");
    assertThat(sets.get(0).propertyNames())
        .containsExactly("id", "fleet", "site", "provider", "takenAt", "sizeBytes", "tiers");
    assertThat(sets.get(0).get("site").asString()).isEqualTo("Docs");
    assertThat(sets.get(0).get("provider").asString()).isEqualTo("local");
    assertThat(scene.ran("snapshot", "ls", "other").output()).contains("There is no snapshot set");
  }

  @Test
  void transferCopiesAllImagesOfTheSet() {
    String id = taken();
    Ran ran = scene.ran("snapshot", "transfer", id.substring(0, 4), "ams3", "--json");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.outputJson().propertyNames()).containsExactly("id", "fleet", "region", "images");
    assertThat(ran.outputJson().get("images").size()).isEqualTo(2);
    assertThat(scene.ran("snapshot", "transfer", id, "ams3").output())
        .isEqualTo("Snapshot set " + id + " can be built from in ams3.\n");
    assertThat(scene.ran("snapshot", "transfer", "zzzz", "ams3").exitCode()).isEqualTo(2);
  }

  @Test
  void imagesAreListedAsTheProviderHasThemAndCanBeAdopted() {
    taken();
    JsonNode images =
        scene.ran("snapshot", "ls", "--provider", "docs", "--json").outputJson().get("images");
    assertThat(images.get(0).propertyNames())
        .containsExactly(
            "provider",
            "kind",
            "id",
            "name",
            "state",
            "sizeBytes",
            "createdAt",
            "fleet",
            "snapshotSet");
    String web = idOf(images, "-web");
    String proxy = idOf(images, "-proxy");
    assertThat(scene.ran("snapshot", "ls", "--provider").output()).contains(web, proxy, "SET");
    Ran adopted = scene.ran("snapshot", "adopt", "docs", "web=" + web, "proxy=" + proxy, "--json");
    assertThat(adopted.errors()).isEmpty();
    String id = adopted.outputJson().get("id").asString();
    scene.ran("down", "docs", "--yes");
    assertThat(
            scene
                .ran("up", "-f", scene.file().toString(), "--from-snapshot", id, "--yes")
                .exitCode())
        .isZero();
  }

  private static String idOf(JsonNode images, String nameEnd) {
    for (JsonNode image : images) {
      if (image.get("name").asString().endsWith(nameEnd)) {
        return image.get("id").asString();
      }
    }
    throw new AssertionError("no image ends with " + nameEnd);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "web | 'web' is not of the form TIER=IMAGE",
        "webb=x | there is no tier called 'webb'",
        "web=x | provider fake has no image x",
      })
  void adoptingWhatThereIsNotIsBadInput(String image, String error) {
    Ran ran = scene.ran("snapshot", "adopt", "docs", image);
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors()).contains(error);
    assertThat(scene.ran("snapshot", "adopt", "docs", "web=x", "web=y").errors())
        .contains("two images are named for tier web");
  }

  @Test
  void exportWritesTheIdsByRoleAndNoCredentialsOfAFleetWithoutDatabase() throws IOException {
    String id = taken();
    Path to = directory.resolve("out");
    Ran ran =
        scene.ran("snapshot", "export", id.substring(0, 4), "--to", to.toString(), "--reveal");
    assertThat(ran.errors()).isEmpty();
    var tiers = scene.store().snapshotSets().getFirst().tiers();
    assertThat(to.resolve("127.0.0.1/snapshots/snapshot_ids.dat"))
        .hasContent(
            "webserver:%s\nproxy:%s"
                .formatted(tiers.get(TierName.WEB).image(), tiers.get(TierName.PROXY).image()));
    assertThat(to.resolve("127.0.0.1/snapshots/db_credentials.dat")).doesNotExist();
    assertThat(ran.output()).contains("snapshot_ids.dat").doesNotContain("db_credentials.dat");
  }

  @Test
  void checkListsWhatWouldBeFixedOtherwiseAndTakesNothing() throws IOException {
    String file = scene.file().toString();
    Ran same = scene.ran("snapshot", "create", "docs", "--check", "-f", file);
    assertThat(same.errors()).isEmpty();
    assertThat(same.exitCode()).isZero();
    Files.writeString(
        scene.file(),
        Scene.FLEET.replace("web: {machines: 2, size: small}", "web: {machines: 2, size: large}"));

    Ran other = scene.ran("snapshot", "create", "docs", "--check", "-f", file, "--json");

    assertThat(other.exitCode()).isEqualTo(2);
    JsonNode difference = other.outputJson().get("differences").get(0);
    assertThat(difference.get("setting").asString()).isEqualTo("tiers.web.size");
    assertThat(difference.get("machines").asString()).isEqualTo("small");
    assertThat(difference.get("wanted").asString()).isEqualTo("large");
    assertThat(scene.store().snapshotSets()).isEmpty();
    assertThat(scene.ran("snapshot", "create", "docs2", "--check", "-f", file).exitCode())
        .isEqualTo(2);
  }

  @Test
  void showHasTheDocumentedShape() {
    JsonNode set = scene.ran("snapshot", "show", taken().substring(0, 4), "--json").outputJson();
    assertThat(set.propertyNames())
        .containsExactly(
            "id",
            "fleet",
            "site",
            "provider",
            "takenAt",
            "recipe",
            "recipeVersion",
            "frozen",
            "tiers");
    assertThat(set.get("tiers").get(0).propertyNames())
        .containsExactly(
            "tier",
            "image",
            "sourceMachine",
            "size",
            "sizeBytes",
            "minDiskBytes",
            "volumes",
            "packages");
    assertThat(scene.ran("snapshot", "show", set.get("id").asString()).output())
        .contains("docs-web-", "FROZEN SETTING");
  }

  @Test
  void aPrefixThatIsTooShortOrUnknownIsBadInput() {
    String id = taken();
    assertThat(scene.ran("snapshot", "show", id.substring(0, 3)).exitCode()).isEqualTo(2);
    assertThat(scene.ran("snapshot", "rm", "zzzz", "--yes").exitCode()).isEqualTo(2);
  }

  @Test
  void rmNeedsAYesAndIsRefusedWhileTheFleetIsBuiltFromTheSet() {
    String id = taken();
    assertThat(scene.ran("snapshot", "rm", id).exitCode()).isEqualTo(5);
    scene.ran("down", "docs", "--yes");
    scene.ran("up", "-f", scene.file().toString(), "--from-snapshot", id, "--yes");
    Ran used = scene.ran("snapshot", "rm", id, "--yes");
    assertThat(used.exitCode()).isEqualTo(2);
    assertThat(used.errors()).contains("is in use: fleet docs is built from it");
    scene.ran("down", "docs", "--yes");
    assertThat(scene.ran("snapshot", "rm", id, "--yes").exitCode()).isZero();
    assertThat(scene.store().snapshotSets()).isEmpty();
  }

  @Test
  void verifyOfAGoneImageFindsItAndIsExitCodeOne() {
    String id = taken();
    var image = scene.store().snapshotSets().getFirst().tiers().values().iterator().next();
    scene.provider().compute().deleteImage(new ImageId(image.image()));
    Ran ran = scene.ran("snapshot", "verify", id, "--json");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.outputJson().get("clean").asBoolean()).isFalse();
    assertThat(ran.outputJson().get("findings").get(0).get("what").asString())
        .isEqualTo("the image is gone at the provider");
    assertThat(ran.errors()).isEmpty();
  }
}

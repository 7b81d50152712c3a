package io.snapfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BackupCommandsTest {
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

  private String made() {
    return scene.ran("backup", "create", "docs", "--json").outputJson().get("id").asString();
  }

  @Test
  void createPrintsWhatIsInTheBackup() {
    Ran ran = scene.ran("backup", "create", "docs", "--period", "daily");

    assertThat(ran.errors()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.output())
        .contains("of fleet docs is complete", "period:            daily", "static")
        .containsPattern("webroot +docs-web-1 +2 +13 B +whole");
  }

  @Test
  void aPeriodThatIsNoneIsBadInput() {
    Ran ran = scene.ran("backup", "create", "docs", "--period", "yearly");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors()).contains("'yearly' is no period; name one of: hourly, daily");
  }

  @Test
  void createLsShowAndDiffHaveTheDocumentedShapes() throws IOException {
    JsonNode created = scene.ran("backup", "create", "docs", "--json").outputJson();
    assertThat(created.propertyNames())
        .containsExactly(
            "id",
            "fleet",
            "period",
            "state",
            "moment",
            "until",
            "snapshot",
            "recipe",
            "recipeVersion",
            "applicationVersion",
            "addedBytes",
            "parts");
    String id = created.get("id").asString();
    JsonNode listed = scene.ran("backup", "ls", "docs", "--json").outputJson();
    assertThat(listed.propertyNames()).containsExactly("fleet", "backups", "missed");
    assertThat(listed.get("backups").get(0).get("id").asString()).isEqualTo(id);
    assertThat(listed.get("backups").get(0).get("reasons").get(0).asString())
        .isEqualTo("the newest good one");
    assertThat(scene.ran("backup", "show", "docs", "latest", "--json").outputJson())
        .isEqualTo(created);

    Files.writeString(scene.served(), "<h1>New docs</h1>");
    made();
    JsonNode change =
        scene.ran("backup", "diff", "docs", id, "latest", "--json").outputJson().get("changes");
    assertThat(change).hasSize(1);
    assertThat(change.get(0).get("path").asString()).isEqualTo("/var/www/site/index.html");
    assertThat(change.get(0).get("change").asString()).isEqualTo("changed");
  }

  @Test
  void restoreNeedsAYesAndBringsTheFilesBack() throws IOException {
    String id = made();
    Files.writeString(scene.served(), "hacked");

    assertThat(scene.ran("backup", "restore", "docs", id).exitCode()).isEqualTo(5);
    assertThat(scene.served()).hasContent("hacked");
    Ran ran = scene.ran("backup", "restore", "docs", id.substring(0, 4), "--yes");
    assertThat(ran.errors()).doesNotContain("error");
    assertThat(ran.output()).contains("Restored webroot of backup " + id + " to fleet docs.");
    assertThat(scene.served()).hasContent("<h1>Docs</h1>");
  }

  @Test
  void restoreToADirectoryTouchesNoMachineAndRefusesAFilledOne() {
    String id = made();
    String target = directory.resolve("restored").toString();

    assertThat(scene.ran("backup", "restore", "docs", id, "--to", target).exitCode()).isZero();
    assertThat(Path.of(target, "files/var/www/site/index.html")).hasContent("<h1>Docs</h1>");
    Ran again = scene.ran("backup", "restore", "docs", id, "--to", target);
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.errors()).contains("is not empty");
  }

  @Test
  void aPartThatTheBackupLacksIsRefused() {
    Ran ran = scene.ran("backup", "restore", "docs", made(), "--only", "database", "--yes");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors()).contains("has no whole database: the application had none");
    assertThat(scene.ran("backup", "restore", "docs", "latest", "--only", "all").exitCode())
        .isEqualTo(2);
  }

  @Test
  void thePasswordIsShownOnlyWhenItIsToBeRevealed() {
    assertThat(scene.ran("backup", "repository", "docs").output())
        .contains("RESTIC_REPOSITORY=" + directory.resolve("vaults/docs"))
        .contains("made by the first backup");
    made();
    assertThat(scene.ran("backup", "repository", "docs").output())
        .contains("--reveal")
        .doesNotContain("RESTIC_PASSWORD");
    JsonNode shown = scene.ran("backup", "repository", "docs", "--reveal", "--json").outputJson();
    assertThat(shown.propertyNames()).containsExactly("fleet", "location", "made", "password");
    assertThat(shown.get("password").asString()).matches("[A-Za-z0-9]{32}");
  }

  @Test
  void verifyFindsABackupThatIsGoneFromTheVault() throws IOException {
    made();
    assertThat(scene.ran("backup", "verify", "docs", "--read-data").output())
        .contains("1 backup of fleet docs verified, sound to the last byte.");

    try (var snapshots = Files.list(directory.resolve("vaults/docs/snapshots"))) {
      Files.delete(snapshots.findFirst().orElseThrow());
    }
    Ran ran = scene.ran("backup", "verify", "docs", "--json");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.outputJson().get("sound").asBoolean()).isFalse();
    assertThat(ran.outputJson().get("findings").get(0).get("what").asString())
        .contains("is not in the vault");
  }

  @Test
  void pruneShowsFirstAndRemovesAfterAYes() {
    for (int number = 0; number < 11; number++) {
      made();
    }
    Ran dry = scene.ran("backup", "prune", "docs", "--dry-run");
    assertThat(dry.output())
        .contains("A prune would remove 1 backup; 10 kept", "older than the newest 10 manual");
    assertThat(scene.ran("backup", "prune", "docs").exitCode()).isEqualTo(5);
    assertThat(scene.store().backups("docs")).hasSize(11);

    JsonNode pruned = scene.ran("backup", "prune", "docs", "--yes", "--json").outputJson();
    assertThat(pruned.get("removed")).hasSize(1);
    assertThat(scene.store().backups("docs")).hasSize(10);
    assertThat(scene.ran("backup", "prune", "docs").output())
        .contains("keeps all it has: 10 backups");
  }

  @Test
  void statusTellsHowOldTheNewestBackupIs() {
    assertThat(scene.ran("status", "docs", "--json").outputJson().has("newestBackup")).isFalse();
    String id = made();

    JsonNode newest = scene.ran("status", "docs", "--json").outputJson().get("newestBackup");
    assertThat(newest.get("id").asString()).isEqualTo(id);
    assertThat(newest.get("ageSeconds").asLong()).isBetween(0L, 600L);
    assertThat(scene.ran("status", "docs").output()).contains("newest backup: " + id + ", ");
  }

  @Test
  void aDatastoresKeysAreKeptButNeverListed() {
    Ran kept = scene.answering("AKIA\n", "secrets", "docs", "--set", "datastore-access-key-id");
    assertThat(kept.errors()).isEmpty();
    assertThat(kept.output()).contains("Kept datastore-access-key-id of fleet docs.");
    assertThat(scene.store().secrets("backups/docs")).containsKey("datastore-access-key-id");
    assertThat(scene.answering("x\n", "secrets", "docs", "--set", "password").exitCode())
        .isEqualTo(2);
    assertThat(scene.ran("secrets", "docs", "--set", "datastore-access-key-id").exitCode())
        .isEqualTo(2);
  }

  @Test
  void nothingIsDueWhereNothingIsScheduled() {
    Ran ran = scene.ran("run-due");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.output()).contains("Nothing was due.");
  }
}

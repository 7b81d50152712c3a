package io.snapfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vault's commands on a repository in a directory. */
class VaultCommandsTest {
  @TempDir private Path directory;
  private Path passwordFile;
  private Path tree;
  private String repository;

  @BeforeEach
  void makeRepository() throws IOException {
    repository = directory.resolve("repository").toString();
    passwordFile = Files.writeString(directory.resolve("password"), "correct horse\n");
    tree = Files.createDirectories(directory.resolve("tree"));
    Files.writeString(tree.resolve("page.html"), "<p>hello</p>");
    Files.write(tree.resolve("picture"), new byte[100_000]);
    assertThat(vault("init").exitCode()).isZero();
  }

  private Ran vault(String command, String... arguments) {
    List<String> words = new ArrayList<>(List.of("vault"));
    words.addAll(List.of(command.split(" ")));
    words.add(repository);
    words.addAll(List.of(arguments));
    words.addAll(List.of("--no-cache", "--password-file", passwordFile.toString()));
    return Ran.command(words.toArray(String[]::new));
  }

  @Test
  void whatWasBackedUpIsRestored() throws IOException {
    Ran backup = vault("backup", tree.toString(), "--tag", "nightly", "--json");
    assertThat(backup.exitCode()).isZero();
    assertThat(backup.outputJson().path("snapshots").path(0).path("files").asInt()).isEqualTo(2);
    assertThat(backup.outputJson().path("snapshots").path(0).path("partial").asBoolean()).isFalse();

    Path target = directory.resolve("restored");
    assertThat(vault("restore", "latest", target.toString()).exitCode()).isZero();
    Path restored = target.resolve(Path.of("/").relativize(tree));
    assertThat(restored.resolve("page.html")).hasContent("<p>hello</p>");
    assertThat(restored.resolve("picture")).hasSize(100_000);
  }

  @Test
  void aSecondRestoreWritesOnlyWhatDiffers() throws IOException {
    assertThat(vault("backup", tree.toString()).exitCode()).isZero();
    Path target = directory.resolve("restored");
    assertThat(vault("restore", "latest", target.toString()).exitCode()).isZero();
    Path page = target.resolve(Path.of("/").relativize(tree)).resolve("page.html");
    Files.writeString(page, "<p>fooled</p>");

    Ran again = vault("restore", "latest", target.toString());

    assertThat(again.output()).contains("2 files").contains("; 1 of them there already");
    assertThat(page).hasContent("<p>hello</p>");
  }

  @Test
  void imageIsRestoredIntoADirectoryAndOntoAFile() throws IOException {
    Path image = Files.write(directory.resolve("disk.raw"), new byte[300_000]);
    Files.writeString(image, "x".repeat(200_000));
    assertThat(vault("backup", "--image", image.toString()).exitCode()).isZero();

    Path target = directory.resolve("restored");
    assertThat(vault("restore", "latest", target.toString()).exitCode()).isZero();
    assertThat(target.resolve("disk.raw")).hasSameBinaryContentAs(image);
    Path device = Files.createFile(directory.resolve("device"));
    assertThat(vault("restore", "latest", device.toString()).exitCode()).isZero();
    assertThat(device).hasSameBinaryContentAs(image);
  }

  @Test
  void ofAnImageOnlyWhatIsListedIsReadAndForceReadsAll() throws IOException {
    Path image = directory.resolve("disk.raw");
    Files.write(image, content('a', 'b', 'c'));
    String first = backUpImage(image);
    Files.write(image, content('a', 'B', 'C'));
    Path list = directory.resolve("changed");
    awaitThatTimesProveIt(image);
    Files.writeString(list, "Offset  Length  Type\n# by hand\n\n65536 65536 data\n");

    String second =
        backUpImage(image, "--changed-extents", list.toString(), "--since", first.substring(0, 8));

    assertThat(restored(second)).isEqualTo(content('a', 'B', 'c'));
    assertThat(restored(backUpImage(image))).isEqualTo(content('a', 'B', 'c'));
    assertThat(restored(backUpImage(image, "--force"))).isEqualTo(content('a', 'B', 'C'));
    Files.write(image, content('A', 'B', 'C'));
    Ran outdated =
        vault(
            "backup",
            "--image",
            image.toString(),
            "--changed-extents",
            list.toString(),
            "--since",
            first.substring(0, 8));
    assertThat(outdated.exitCode()).isEqualTo(2);
    assertThat(outdated.errors()).contains("since snapshot " + first.substring(0, 8));
  }

  @Test
  void aListThatIsNoneAndOneThatCannotApplyAreRefused() throws IOException {
    Path image = Files.write(directory.resolve("disk.raw"), content('a'));
    String first = backUpImage(image);
    Path list = Files.writeString(directory.resolve("changed"), "0 65536\n12 x\n");
    String changes = list.toString();
    String of = image.toString();

    Ran unread = vault("backup", "--image", of, "--changed-extents", changes, "--since", first);
    assertThat(unread.exitCode()).isEqualTo(2);
    assertThat(unread.errors()).contains("no offset and length").contains(changes + ":2");
    Ran missing = vault("backup", "--image", of, "--changed-extents", "nowhere", "--since", first);
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.errors()).contains("cannot be read").contains("where: nowhere");
    for (Ran ran :
        List.of(
            vault("backup", "--image", of, "--changed-extents", changes),
            vault("backup", "--image", of, "--since", first),
            vault("backup", of, "--changed-extents", changes, "--since", first),
            vault(
                "backup",
                "--image",
                of,
                "--changed-extents",
                changes,
                "--since",
                first,
                "--force"))) {
      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.errors()).contains("for one image");
    }
    assertThat(vault("ls", "--json").outputJson().path("snapshots")).hasSize(1);
  }

  /** A file that was written a moment ago counts as changed. */
  private static void awaitThatTimesProveIt(Path image) throws IOException {
    Instant settled = Files.getLastModifiedTime(image).toInstant().plusMillis(500);
    await().until(() -> Instant.now().isAfter(settled));
  }

  /** A chunk of each letter. */
  private static byte[] content(char... letters) {
    byte[] content = new byte[letters.length * (64 << 10)];
    for (int at = 0; at < content.length; at++) {
      content[at] = (byte) letters[at >> 16];
    }
    return content;
  }

  private String backUpImage(Path image, String... options) {
    List<String> words = new ArrayList<>(List.of("--json", "--image", image.toString()));
    words.addAll(List.of(options));
    Ran ran = vault("backup", words.toArray(String[]::new));
    assertThat(ran.exitCode()).as(ran.errors()).isZero();
    return ran.outputJson().path("snapshots").path(0).path("snapshot").asString();
  }

  private byte[] restored(String snapshot) throws IOException {
    Path target = directory.resolve("of-" + snapshot);
    assertThat(vault("restore", snapshot, target.toString()).exitCode()).isZero();
    return Files.readAllBytes(target.resolve("disk.raw"));
  }

  @Test
  void aSourceThatIsNotThereIsBadInputAndNothingIsStored() {
    Path missing = directory.resolve("missing");
    for (Ran ran :
        List.of(
            vault("backup", tree.toString(), missing.toString()),
            vault("backup", "--image", missing.toString()))) {
      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.errors()).contains("nothing to back up at " + missing);
    }
    assertThat(vault("ls").output()).contains("There is no snapshot");
  }

  @Test
  void lsListsSnapshotsAndWhatIsInThem() {
    assertThat(vault("ls").output()).contains("There is no snapshot");
    vault("backup", tree.toString(), "--tag", "nightly");
    Ran list = vault("ls", "--json");
    assertThat(list.outputJson().path("snapshots")).hasSize(1);
    assertThat(list.outputJson().path("snapshots").path(0).path("tags").path(0).asString())
        .isEqualTo("nightly");
    assertThat(vault("ls", "latest").output()).contains(tree.resolve("page.html").toString());
    assertThat(vault("ls", "latest", "/no/such/path").exitCode()).isEqualTo(2);
  }

  @Test
  void pruneFreesWhatForgetLeftUnneeded() {
    vault("backup", tree.toString());
    assertThat(vault("forget").exitCode()).isEqualTo(2);
    assertThat(vault("forget", "latest", "--dry-run").output()).contains("would be removed");
    assertThat(vault("ls", "--json").outputJson().path("snapshots")).hasSize(1);
    assertThat(vault("forget", "--keep-last", "1").output()).doesNotContain("removed");
    assertThat(vault("forget", "latest").exitCode()).isZero();
    Ran pruned = vault("prune", "--json");
    assertThat(pruned.outputJson().path("freedBytes").asLong()).isPositive();
    assertThat(vault("check", "--read-data").output()).startsWith("Sound: 0 snapshots, 0 packs");
  }

  @Test
  void damageIsFoundAndIsExitCodeOne() throws IOException {
    vault("backup", tree.toString());
    try (var packs = Files.walk(Path.of(repository, "data"))) {
      Files.delete(packs.filter(Files::isRegularFile).findFirst().orElseThrow());
    }
    Ran check = vault("check", "--json");
    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.outputJson().path("sound").asBoolean()).isFalse();
    assertThat(check.outputJson().path("findings").path(0).path("fix").asString()).isNotEmpty();
  }

  @Test
  void wrongPasswordSaysSo() throws IOException {
    Files.writeString(passwordFile, "battery staple");
    Ran ls = vault("ls");
    assertThat(ls.exitCode()).isEqualTo(2);
    assertThat(ls.errors())
        .startsWith("error: Wrong password")
        .contains("fix: set RESTIC_PASSWORD");
  }

  @Test
  void missingPasswordSaysHowToGiveIt() {
    Ran ls = Ran.command("vault", "ls", repository);
    assertThat(ls.exitCode()).isEqualTo(2);
    assertThat(ls.errors()).contains("error: no password was given", "--password-file");
  }

  @Test
  void differentPasswordsForANewRepositoryAreRefused() {
    String other = directory.resolve("other").toString();
    Ran init = Ran.answering("one\ntwo\n", "vault", "init", other);
    assertThat(init.exitCode()).isEqualTo(2);
    assertThat(init.errors()).contains("the two passwords differ");
    assertThat(Path.of(other, "config")).doesNotExist();
  }

  @Test
  void repositoryThatIsThereIsNotMadeAgain() {
    Ran init = vault("init");
    assertThat(init.exitCode()).isEqualTo(2);
    assertThat(init.errors()).contains(repository);
  }

  @Test
  void placeWithoutRepositorySaysSo() {
    repository = directory.resolve("nothing").toString();
    Ran ls = vault("ls");
    assertThat(ls.exitCode()).isEqualTo(2);
    assertThat(ls.errors()).contains(repository, "vault init");
  }

  @Test
  void unknownSnapshotSaysWhatToList() {
    vault("backup", tree.toString());
    Ran restore = vault("restore", "feed", directory.resolve("restored").toString());
    assertThat(restore.exitCode()).isEqualTo(2);
    assertThat(restore.errors()).contains("feed", "snapfleet vault ls");
  }

  @Test
  void backupOfNothingIsRefused() {
    assertThat(vault("backup").errors()).contains("nothing to back up was named");
    assertThat(vault("backup", directory.resolve("gone").toString()).exitCode()).isNotZero();
  }

  @Test
  void diffTellsWhatChanged() throws IOException {
    vault("backup", tree.toString());
    Files.writeString(tree.resolve("page.html"), "<p>good bye</p>");
    Files.writeString(tree.resolve("new"), "new");
    vault("backup", tree.toString());
    String first =
        vault("ls", "--json").outputJson().path("snapshots").path(0).path("id").asString();
    assertThat(vault("diff", first, "latest").output())
        .contains("content      " + tree.resolve("page.html"))
        .contains("added        " + tree.resolve("new"));
    assertThat(vault("diff", first, first).output()).isEqualTo("Nothing differs.\n");
  }

  @Test
  void keyThatIsAddedOpensAndOneThatIsRemovedDoesNot() throws IOException {
    Path second = Files.writeString(directory.resolve("second"), "second\n");
    String first =
        vault("key ls", "--json").outputJson().path("keys").path(0).path("id").asString();
    assertThat(vault("key add", "--new-password-file", second.toString()).exitCode()).isZero();
    assertThat(vault("key rm", first).errors()).contains("the one in use");
    Files.writeString(passwordFile, "second");
    assertThat(vault("key rm", first).exitCode()).isZero();
    assertThat(vault("ls").exitCode()).isZero();
    Files.writeString(passwordFile, "correct horse");
    assertThat(vault("ls").errors()).contains("Wrong password");
  }

  @Test
  void whatIsGoodInADamagedPackIsSaved() throws IOException {
    vault("backup", tree.toString());
    Path pack = largestPack();
    byte[] bytes = Files.readAllBytes(pack);
    bytes[40] ^= 1;
    pack.toFile().setWritable(true);
    Files.write(pack, bytes);
    String id = pack.getFileName().toString();
    Path kept = directory.resolve("kept");

    assertThat(vault("check", "--read-data").output()).contains(id);
    Ran repaired = vault("repair packs", id, "--keep-in", kept.toString(), "--json");

    assertThat(repaired.outputJson().path("packs").path(0).path("lost").asInt()).isEqualTo(1);
    assertThat(kept.resolve("pack-" + id)).hasBinaryContent(bytes);
    assertThat(pack).doesNotExist();
    vault("backup", tree.toString());
    assertThat(vault("check", "--read-data").exitCode()).isZero();
  }

  @Test
  void packThatIsNoneIsRefused() {
    assertThat(vault("repair packs", "feed").exitCode()).isEqualTo(2);
    assertThat(vault("repair packs", "ab".repeat(32)).errors()).contains("no index lists");
  }

  private Path largestPack() throws IOException {
    try (var packs = Files.walk(Path.of(repository, "data"))) {
      return packs
          .filter(Files::isRegularFile)
          .max(java.util.Comparator.comparingLong(file -> file.toFile().length()))
          .orElseThrow();
    }
  }

  @Test
  void lostIndexIsMadeAnew() throws IOException {
    vault("backup", tree.toString());
    try (var indexes = Files.list(Path.of(repository, "index"))) {
      Files.delete(indexes.findFirst().orElseThrow());
    }
    assertThat(vault("check").exitCode()).isEqualTo(1);
    assertThat(vault("repair index").exitCode()).isZero();
    assertThat(vault("check", "--read-data").exitCode()).isZero();
    assertThat(vault("repair snapshots").output()).contains("No snapshot needs repair");
  }
}

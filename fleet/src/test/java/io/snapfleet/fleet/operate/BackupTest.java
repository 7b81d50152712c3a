package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.backup.BackupReader.Difference;
import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.Backup.Part;
import io.snapfleet.fleet.model.Backup.PartName;
import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.provider.fake.Guest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job: what visitors wrote and uploaded is backed up, lost, and brought back. */
class BackupTest {
  private static final Set<PartName> ALL = Set.of(PartName.WEBROOT, PartName.DATABASE);
  private static final String UPLOAD = TinyRecipe.SITE + "/uploads/new.jpg";
  private static final String PAGE = TinyRecipe.SITE + "/index.php";

  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  private Home home;
  private Controller controller;
  private Census census;
  private Backups backups;

  @BeforeEach
  void deploy() {
    home = new Home(directory);
    controller = Controller.on(home);
    census = new Census(home, controller);
    controller.up(2);
    backups = controller.engine().backups();
  }

  @AfterEach
  void close() {
    controller.close();
  }

  private Backup create() {
    return backups.create(Controller.FLEET, BackupPeriod.MANUAL, ProgressListener.SILENT);
  }

  private void restore(Backup backup, Set<PartName> parts) {
    backups.restore(Controller.FLEET, backup, parts, ProgressListener.SILENT);
  }

  private Guest web(int number) {
    return census.guest("blog-web-" + number);
  }

  @Test
  void aBackupHasEveryPartOfOneMomentAndSaysWhatItIsOf() {
    Backup backup = create();

    assertThat(backup.state()).isEqualTo(Backup.State.COMPLETE);
    assertThat(controller.store().backups(Controller.FLEET)).containsExactly(backup);
    Backup.Detail detail = backup.detail();
    assertThat(detail).isNotNull();
    assertThat(detail.recipe()).isEqualTo("tiny");
    assertThat(detail.applicationVersion()).isEqualTo("7.1");
    assertThat(detail.parts())
        .containsExactly(
            new Part(PartName.WEBROOT, "blog-web-1", 2, 13, null),
            new Part(PartName.ASSETS, "blog-web-1", 2, 9, null),
            new Part(
                PartName.DATABASE,
                "blog-database-1",
                1,
                "hello\n".length() + TinyMachine.END.length(),
                null));
    assertThat(backups.newestGood(Controller.FLEET)).contains(backup);
    census.requireServing(2);
  }

  @Test
  void whatIsLostComesBackOnEveryMachine() {
    controller.write("a post");
    web(1).write(UPLOAD, "a new picture");
    Backup backup = create();

    controller.write("a later post");
    for (int number : List.of(1, 2)) {
      web(number).delete(UPLOAD);
      web(number).write(PAGE, "hacked");
      web(number).write(TinyRecipe.SITE + "/shell.php", "evil");
      web(number).write(TinyRecipe.SITE + "/cache/page", "warm");
    }
    restore(backup, ALL);

    assertThat(census.rows()).isEqualTo("hello\na post\n");
    for (int number : List.of(1, 2)) {
      assertThat(web(number).read(UPLOAD)).contains("a new picture");
      assertThat(web(number).read(PAGE)).contains("<?php page();");
      assertThat(web(number).read(TinyRecipe.SITE + "/shell.php")).isEmpty();
      assertThat(web(number).read(TinyRecipe.SITE + "/cache/page")).contains("warm");
    }
    census.requireServing(2);
  }

  @Test
  void onePartIsRestoredAlone() {
    Backup backup = create();
    controller.write("a post");
    web(1).write(PAGE, "changed");

    restore(backup, Set.of(PartName.WEBROOT));
    assertThat(web(1).read(PAGE)).contains("<?php page();");
    assertThat(census.rows()).isEqualTo("hello\na post\n");

    web(1).write(PAGE, "changed");
    restore(backup, Set.of(PartName.DATABASE));
    assertThat(web(1).read(PAGE)).contains("changed");
    assertThat(census.rows()).isEqualTo("hello\n");
  }

  @Test
  void onlyFilesThatChangedAreReadAgain() {
    create();
    web(1).write(UPLOAD, "a new picture");
    List<String> sent = new java.util.concurrent.CopyOnWriteArrayList<>();
    home.beforeCommands((machine, command) -> sent.add(command));
    Backup second = create();

    assertThat(sent.stream().filter(command -> command.contains("tar"))).hasSize(1);
    sent.clear();
    Backup third = create();
    assertThat(sent).hasSize(1).noneMatch(command -> command.contains("tar"));
    assertThat(backups.diff(Controller.FLEET, second, third)).isEmpty();
  }

  @Test
  void twoBackupsAreCompared() {
    Backup first = create();
    web(1).write(UPLOAD, "a new picture");
    web(1).write(PAGE, "<?php better_page();");
    web(1).delete(TinyRecipe.SITE + "/uploads/first.jpg");
    controller.write("a post");
    Backup second = create();

    assertThat(backups.diff(Controller.FLEET, first, second))
        .containsExactly(
            new Difference("database/dump", "changed", 30),
            new Difference(PAGE, "changed", 20),
            new Difference(TinyRecipe.SITE + "/uploads/first.jpg", "removed", 9),
            new Difference(UPLOAD, "added", 13));
  }

  @Test
  void aBackupIsWrittenToADirectoryOfThisComputer() throws IOException {
    Backup backup = create();
    controller.down();
    Path target = directory.resolve("restored");

    backups.restoreTo(Controller.FLEET, backup, ALL, target);

    assertThat(target.resolve("files" + PAGE)).hasContent("<?php page();");
    assertThat(target.resolve("files" + TinyRecipe.SITE + "/uploads/first.jpg"))
        .hasContent("a picture");
    assertThat(Files.readString(target.resolve("database/dump")))
        .isEqualTo("hello\n" + TinyMachine.END);
  }

  @Test
  void operationsTellWhatWasDone() {
    Backup backup = create();
    restore(backup, Set.of(PartName.DATABASE));

    assertThat(controller.store().operations(Controller.FLEET))
        .extracting(Operation::kind, Operation::status, Operation::detail)
        .startsWith(
            org.assertj.core.groups.Tuple.tuple(
                Operation.Kind.RESTORE, Operation.Status.DONE, "database of backup " + backup.id()),
            org.assertj.core.groups.Tuple.tuple(
                Operation.Kind.BACKUP, Operation.Status.DONE, "manual backup " + backup.id()));
  }
}

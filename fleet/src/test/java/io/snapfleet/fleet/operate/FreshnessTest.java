package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.Backup.PartName;
import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.Transition;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.fake.Guest;
import io.snapfleet.recipe.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines from old images get the newest data before they get traffic. */
class FreshnessTest {
  private static final String OLD = TinyRecipe.SITE + "/uploads/first.jpg";
  private static final String NEW = TinyRecipe.SITE + "/uploads/new.jpg";
  private static final String PAGE = TinyRecipe.SITE + "/index.php";

  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  private final List<String> notes = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private Home home;
  private Controller controller;
  private Census census;

  @BeforeEach
  void deploy() {
    home = new Home(directory);
    controller = Controller.on(home);
    census = new Census(home, controller);
    controller.up(2);
    home.clock().sleep(Duration.ofHours(1));
  }

  @AfterEach
  void close() {
    controller.close();
  }

  @Test
  void aFleetBuiltFromAnOldSetServesWhatWasBackedUpSince() {
    String set = snapshotThenDays(21);
    change();
    Backup backup = backUp();
    controller.down();
    home.clock().sleep(Duration.ofMinutes(10));

    up(2, set);

    census.requireServing(2);
    assertThat(census.rows()).isEqualTo("hello\na post\n");
    assertThat(List.of(web(1), web(2))).allSatisfy(FreshnessTest::requireChanged);
    assertThat(controller.store().machines(Controller.FLEET))
        .filteredOn(machine -> !machine.name().contains("proxy"))
        .extracting(FleetMachine::dataOf)
        .containsOnly(backup.moment());
    assertThat(states("blog-web-1"))
        .containsSubsequence(
            MachineState.REFRESHING,
            MachineState.PERSONALISING,
            MachineState.JOINING,
            MachineState.SERVING);
    assertThat(states("blog-database-1"))
        .containsSubsequence(
            MachineState.PERSONALISING, MachineState.REFRESHING, MachineState.SERVING);
  }

  @Test
  void onlyWhatDiffersIsSent() {
    String set = snapshotThenDays(1);
    change();
    Backup backup = backUp();
    controller.down();

    up(1, set);

    assertThat(notes)
        .contains(
            "blog-web-1: files of %s (backup %s): 2 sent, 33 bytes; 1 removed"
                .formatted(backup.moment(), backup.id()));
  }

  @Test
  void nothingIsSentWhenTheImageIsYoungerThanTheNewestBackup() {
    change();
    backUp();
    home.clock().sleep(Duration.ofHours(1));
    controller.write("after the backup");
    String set = controller.snapshot();
    Instant taken = controller.engine().snapshotSet(set).takenAt();
    controller.down();
    home.beforeCommands((machine, command) -> commands.add(command));

    up(2, set);

    assertThat(commands).isEmpty();
    assertThat(census.rows()).contains("after the backup");
    assertThat(states("blog-web-1")).doesNotContain(MachineState.REFRESHING);
    assertThat(controller.store().machines(Controller.FLEET))
        .extracting(FleetMachine::dataOf)
        .containsOnly(taken);
  }

  @Test
  void aScaleUpBringsTheFilesAndLeavesTheDatabaseAlone() {
    String set = snapshotThenDays(1);
    controller.down();
    controller.up(2, set);
    change();
    backUp();
    controller.write("after the backup");

    controller.scale(3);

    census.requireServing(3);
    requireChanged(web(3));
    assertThat(census.rows()).endsWith("a post\nafter the backup\n");
  }

  @Test
  void aMachineInstalledFromScratchThatJoinsAFleetGetsItsFiles() {
    change();
    backUp();
    controller.write("after the backup");

    controller.scale(3);

    requireChanged(web(3));
    assertThat(census.rows()).endsWith("after the backup\n");
  }

  @Test
  void aFleetInstalledFromScratchAgainHasNothingOfTheEarlierOne() {
    change();
    backUp();
    controller.down();
    home.clock().sleep(Duration.ofHours(1));

    controller.up(1);

    assertThat(census.rows()).isEqualTo("hello\n");
    assertThat(web(1).read(NEW)).isEmpty();
  }

  @Test
  void aDatabaseThatServedKeepsItsDataWhenItsMachineIsMadeAgain() {
    String set = snapshotThenDays(1);
    change();
    backUp();
    controller.down();
    controller.up(1, set);
    backUp();
    controller.write("after the backup");
    census.guest("blog-database-1").become(Machine.State.STOPPED);

    controller.up(1);

    census.requireServing(1);
    assertThat(census.rows()).endsWith("a post\nafter the backup\n");
  }

  @Test
  void aDatabaseThatCouldNotBeLoadedIsLoadedByTheNextRun() {
    String set = snapshotThenDays(1);
    change();
    backUp();
    controller.down();
    home.fallSick("blog-database-1", Stage.LOAD);
    assertThatThrownBy(() -> controller.up(1, set)).hasMessageContaining("blog-database-1 is sick");

    home.recover();
    controller.up(1);

    census.requireServing(1);
    assertThat(census.rows()).isEqualTo("hello\na post\n");
  }

  @Test
  void aFleetThatWasBroughtBackToAnEarlierBackupIsNotRefreshedWithALaterOne() {
    Backup good = backUp();
    home.clock().sleep(Duration.ofHours(1));
    change();
    backUp();
    home.clock().sleep(Duration.ofHours(1));
    controller
        .engine()
        .backups()
        .restore(
            Controller.FLEET,
            good,
            Set.of(PartName.WEBROOT, PartName.DATABASE),
            ProgressListener.SILENT);

    controller.scale(3);

    assertThat(web(3).read(NEW)).isEmpty();
    assertThat(web(3).read(OLD)).contains("a picture");
    assertThat(controller.store().machines(Controller.FLEET))
        .filteredOn(machine -> machine.name().equals("blog-web-3"))
        .extracting(FleetMachine::dataOf)
        .containsExactly(good.moment());
  }

  @Test
  void statusTellsTheAgeOfEachMachinesData() {
    String set = snapshotThenDays(21);
    change();
    Backup backup = backUp();
    controller.scale(3);
    FleetStatus regular = controller.engine().status(Controller.FLEET);
    assertThat(dataOf(regular, "blog-web-1")).isEqualTo(census.record().createdAt());
    assertThat(dataOf(regular, "blog-web-3")).isEqualTo(backup.moment());

    controller.down();
    controller.up(1, set);
    FleetStatus built = controller.engine().status(Controller.FLEET);
    assertThat(built.imagesOf()).isEqualTo(controller.engine().snapshotSet(set).takenAt());
    assertThat(built.seenAt()).isEqualTo(home.clock().instant());
    assertThat(dataOf(built, "blog-web-1")).isEqualTo(backup.moment());
  }

  private static Instant dataOf(FleetStatus status, String machine) {
    return status.tiers().stream()
        .flatMap(tier -> tier.machines().stream())
        .filter(one -> one.name().equals(machine))
        .map(FleetStatus.MachineStatus::dataOf)
        .findFirst()
        .orElseThrow();
  }

  private String snapshotThenDays(int days) {
    String set = controller.snapshot();
    home.clock().sleep(Duration.ofDays(days));
    return set;
  }

  private void up(int webMachines, String set) {
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void note(String text) {
            notes.add(text);
          }
        };
    controller
        .engine()
        .deploy(DeployRequest.deploy(Controller.spec(webMachines), set), Approval.GIVEN, listener);
  }

  /**
   * What editors do: a post, an upload, a change and a removal, on the machine that is backed up.
   */
  private void change() {
    controller.write("a post");
    web(1).write(NEW, "a new picture");
    web(1).write(PAGE, "<?php better_page();");
    web(1).delete(OLD);
  }

  private static void requireChanged(Guest web) {
    assertThat(web.read(NEW)).contains("a new picture");
    assertThat(web.read(PAGE)).contains("<?php better_page();");
    assertThat(web.read(OLD)).isEmpty();
  }

  private Backup backUp() {
    home.clock().sleep(Duration.ofMinutes(1));
    return controller
        .engine()
        .backups()
        .create(Controller.FLEET, BackupPeriod.MANUAL, ProgressListener.SILENT);
  }

  private Guest web(int number) {
    return census.guest("blog-web-" + number);
  }

  private List<MachineState> states(String machine) {
    List<Transition> all =
        controller.engine().transitions(Controller.FLEET).stream()
            .filter(transition -> transition.machine().equals(machine))
            .toList();
    int begin = 0;
    for (int index = 0; index < all.size(); index++) {
      begin = all.get(index).state() == MachineState.PLANNED ? index : begin;
    }
    return all.subList(begin, all.size()).stream().map(Transition::state).toList();
  }
}

package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.Backup.Part;
import io.snapfleet.fleet.model.Backup.PartName;
import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.state.LeaseHeldException;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.fake.Guest;
import io.snapfleet.provider.fake.Killed;
import io.snapfleet.recipe.Stage;
import io.snapfleet.vault.store.Backend.Kind;
import io.snapfleet.vault.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong while a backup is made or restored, and what must come of it. */
class BackupMisfortuneTest {
  private static final String PAGE = TinyRecipe.SITE + "/index.php";

  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  private Home home;
  private Controller controller;
  private Census census;
  private Backup before;

  @BeforeEach
  void deployAndBackUp() {
    home = new Home(directory);
    controller = Controller.on(home);
    census = new Census(home, controller);
    controller.up(2);
    before = create(controller);
    controller.write("a post");
    census.guest("blog-web-1").write(PAGE, "<?php better_page();");
  }

  @AfterEach
  void close() {
    controller.close();
  }

  private static Backup create(Controller by) {
    return by.engine()
        .backups()
        .create(Controller.FLEET, BackupPeriod.MANUAL, ProgressListener.SILENT);
  }

  private List<Backup> stored() {
    return controller.store().backups(Controller.FLEET);
  }

  private Part part(Backup backup, PartName name) {
    return Objects.requireNonNull(backup.detail()).part(name).orElseThrow();
  }

  /** The backup from before is the newest good one, and every byte of it is there. */
  private void requireFormerBackupUntouched() {
    Backups backups = controller.engine().backups();
    assertThat(backups.newestGood(Controller.FLEET)).contains(before);
    assertThat(backups.verify(Controller.FLEET, true).findings()).isEmpty();
  }

  @Test
  void aDumpThatFailsMakesAPartialBackupThatCountsForNothing() {
    home.fallSick("blog-database-1", Stage.DUMP);
    Backup partial = create(controller);

    assertThat(partial.state()).isEqualTo(Backup.State.PARTIAL);
    assertThat(part(partial, PartName.DATABASE).problem())
        .isEqualTo("dump failed on blog-database-1 with status 1: blog-database-1 is sick");
    assertThat(part(partial, PartName.WEBROOT).problem()).isNull();
    requireFormerBackupUntouched();

    home.recover();
    assertThatThrownBy(() -> restore(partial, Set.of(PartName.DATABASE)))
        .hasMessageContaining("has no whole database: dump failed on blog-database-1");
    assertThat(census.rows()).isEqualTo("hello\na post\n");
    restore(partial, Set.of(PartName.WEBROOT));
  }

  @Test
  void aDatabaseThatRefusesTheLockIsToldWithItsReason() {
    census.guest("blog-database-1").write("/run/quiesced", "yes");
    Backup partial = create(controller);

    assertThat(part(partial, PartName.DATABASE).problem())
        .endsWith("the database refuses the lock");
    requireFormerBackupUntouched();
  }

  @Test
  void aMachineThatDiesWhileItIsReadLeavesItsPartOut() {
    home.beforeCommands(
        (machine, command) -> {
          if (command.contains("tar")) {
            home.unreachable(machine);
            home.requireReachable(machine);
          }
        });
    Backup partial = create(controller);

    assertThat(partial.state()).isEqualTo(Backup.State.PARTIAL);
    assertThat(part(partial, PartName.WEBROOT).problem())
        .isEqualTo("the connection to blog-web-1 broke");
    assertThat(part(partial, PartName.DATABASE).problem()).isNull();
    requireFormerBackupUntouched();
  }

  @Test
  void whenNothingCanBeReadNothingIsStored() {
    home.fallSick("blog-database-1", Stage.DUMP);
    home.unreachable("blog-web-1");

    assertThatThrownBy(() -> create(controller)).isInstanceOf(OperationException.class);

    assertThat(stored()).containsExactly(before);
    requireFormerBackupUntouched();
  }

  @Test
  void aFileThatIsWrittenToWhileItIsReadIsReadAgain() {
    Guest web = census.guest("blog-web-1");
    AtomicInteger writes = new AtomicInteger();
    home.beforeCommands(
        (machine, command) -> {
          if (command.contains("find") && writes.incrementAndGet() == 2) {
            web.write(PAGE, "<?php even_better();");
          }
        });
    Backup backup = create(controller);

    assertThat(backup.state()).isEqualTo(Backup.State.COMPLETE);
    web.write(PAGE, "lost");
    home.beforeCommands((machine, command) -> {});
    restore(backup, Set.of(PartName.WEBROOT));
    assertThat(web.read(PAGE)).contains("<?php even_better();");
  }

  @Test
  void aFileThatNeverStandsStillMakesTheBackupPartial() {
    Guest web = census.guest("blog-web-1");
    AtomicInteger writes = new AtomicInteger();
    home.beforeCommands(
        (machine, command) -> {
          if (command.contains("find")) {
            web.write(PAGE, "version " + writes.incrementAndGet());
          }
        });
    Backup partial = create(controller);

    assertThat(partial.state()).isEqualTo(Backup.State.PARTIAL);
    assertThat(part(partial, PartName.WEBROOT).problem())
        .isEqualTo(
            "1 file could not be read as it was at one moment, such as /srv/site/index.php: it is"
                + " written to all the time");
    requireFormerBackupUntouched();
  }

  @Test
  void aDatastoreThatIsFullStoresNothing() {
    home.putOnLine(
        backend ->
            FailingBackend.on(
                backend,
                (method, kind) -> method.equals("save") && kind == Kind.DATA,
                new StoreException(
                    StoreException.Kind.FULL, "There is no room left in the vault's directory.")));

    assertThatThrownBy(() -> create(controller))
        .isInstanceOfSatisfying(
            OperationException.class,
            failure -> assertThat(failure.fix()).contains("backup prune blog --dry-run"))
        .hasMessage("There is no room left in the vault's directory");

    home.putOnLine(backend -> backend);
    assertThat(stored()).containsExactly(before);
    requireFormerBackupUntouched();
    assertThat(create(controller).isGood()).isTrue();
  }

  @Test
  void aDatastoreThatRefusesUsIsFoundBeforeAnyMachineIsAsked() {
    home.putOnLine(
        backend ->
            FailingBackend.on(
                backend,
                (method, kind) -> method.equals("save") && kind == Kind.LOCK,
                new StoreException(StoreException.Kind.DENIED, "The bucket's keys have expired.")));
    int runs = home.runs().size();

    assertThatThrownBy(() -> create(controller)).hasMessage("The bucket's keys have expired");

    assertThat(home.runs()).hasSize(runs);
    assertThat(controller.store().operations(Controller.FLEET).getFirst().kind())
        .isNotEqualTo(Operation.Kind.BACKUP);
    home.putOnLine(backend -> backend);
    requireFormerBackupUntouched();
  }

  @Test
  void aVaultThatIsGoneIsNotReplacedByAnEmptyOne() throws IOException {
    delete(home.vaults());

    assertThatThrownBy(() -> create(controller)).isInstanceOf(OperationException.class);

    assertThat(home.vaults().resolve(Controller.FLEET).resolve("config")).doesNotExist();
    assertThat(stored()).containsExactly(before);
  }

  @Test
  void ofTwoBackupsAtOnceOneIsRefused() {
    try (Controller other = Controller.of("another", home)) {
      home.beforeCommands(
          (machine, command) ->
              assertThatThrownBy(() -> create(other))
                  .isInstanceOf(LeaseHeldException.class)
                  .hasMessageContaining("blog is being changed by somebody"));
      Backup backup = create(controller);

      assertThat(stored()).containsExactly(before, backup);
    }
  }

  @Test
  void aSnapshotAndAScaleMeanwhileAreRefused() {
    try (Controller other = Controller.of("another", home)) {
      home.beforeCommands(
          (machine, command) -> {
            assertThatThrownBy(other::snapshot).isInstanceOf(LeaseHeldException.class);
            assertThatThrownBy(() -> other.scale(3)).isInstanceOf(LeaseHeldException.class);
          });
      assertThat(create(controller).isGood()).isTrue();
    }
    census.requireServing(2);
  }

  @Test
  void aLoadThatFailsIsToldAndDoneAgain() {
    home.fallSick("blog-database-1", Stage.LOAD);
    assertThatThrownBy(() -> restore(before, Set.of(PartName.DATABASE)))
        .hasMessageContaining("load failed on blog-database-1 with status 1");

    home.recover();
    restore(before, Set.of(PartName.DATABASE));
    assertThat(census.rows()).isEqualTo("hello\n");
    census.requireServing(2);
  }

  @Test
  void aFleetWithoutAServingWebMachineIsRefused() {
    for (String machine : List.of("blog-web-1", "blog-web-2")) {
      census.guest(machine).become(Machine.State.STOPPED);
    }

    assertThatThrownBy(() -> create(controller))
        .hasMessageContaining("that holds the application's data is not serving");
    assertThat(stored()).containsExactly(before);
  }

  @ParameterizedTest
  @EnumSource(Life.Place.class)
  void killedAtAnyActTheNextBackupFindsEverythingInOrder(Life.Place place) throws IOException {
    int acts = actsOfOneBackup(place);
    for (int ordinal = 1; ordinal <= acts; ordinal++) {
      for (Life.Side side : Life.Side.values()) {
        Life.Death death = new Life.Death(place, ordinal, side);
        edit(death.toString());
        try (Controller dying = Controller.dying(home, death)) {
          assertThatThrownBy(() -> create(dying)).as("%s", death).isInstanceOf(Killed.class);
        }
        home.awaitExpiry();
        Backup next = create(controller);

        assertThat(next.isGood()).as("after %s", death).isTrue();
        assertThat(stored()).as("after %s", death).contains(before, next).allMatch(Backup::isGood);
        assertThat(snapshots()).as("after %s", death).hasSameSizeAs(stored());
      }
    }
    assertThat(controller.engine().backups().verify(Controller.FLEET, true).findings()).isEmpty();
    census.requireServing(2);
  }

  /** So that every backup has a file to read. */
  private void edit(String text) {
    census.guest("blog-web-1").write(PAGE, text);
  }

  private int actsOfOneBackup(Life.Place place) {
    edit("counted");
    try (Controller counting =
        Controller.dying(home, new Life.Death(Life.Place.STORE, 100_000, Life.Side.BEFORE))) {
      create(counting);
      return counting.life().acts(place);
    }
  }

  private List<Path> snapshots() throws IOException {
    try (Stream<Path> files =
        Files.list(home.vaults().resolve(Controller.FLEET).resolve("snapshots"))) {
      return files.toList();
    }
  }

  private void restore(Backup backup, Set<PartName> parts) {
    controller.engine().backups().restore(Controller.FLEET, backup, parts, ProgressListener.SILENT);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.fleet.model.BackupSpec;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.plan.Step;
import io.snapfleet.remote.RemoteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No machine gets traffic with data that are older than the fleet file allows. */
class FreshnessBoundTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String FIX =
      "make a backup while the fleet serves ('snapfleet backup create blog') and run this again,"
          + " or accept it with --allow-stale";

  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  private Home home;
  private Controller controller;
  private Census census;

  @BeforeEach
  void open() {
    home = new Home(directory);
    controller = Controller.on(home);
    census = new Census(home, controller);
  }

  @AfterEach
  void close() {
    controller.close();
  }

  @Test
  void aFleetInstalledFromScratchHasTheNewestDataThereAre() {
    controller.up(within(HOUR, 1, null));

    census.requireServing(1);
  }

  @Test
  void aSetWithoutAnyGoodBackupIsRefusedBeforeAnythingIsTouched() {
    String set = snapshotOfFleetThatIsDown();

    OperationException refused = refusal(() -> controller.up(within(HOUR, 1, set)));

    assertThat(refused)
        .hasMessage(
            "fleet blog is built from a snapshot set with a freshness of 60 min, and has no good"
                + " backup");
    assertThat(refused.where()).isEqualTo("fleet blog");
    assertThat(refused.fix()).isEqualTo(FIX);
    census.requireDown();
    controller.up(within(HOUR, 1, set).allowingStaleData());
    census.requireServing(1);
  }

  @Test
  void aBackupOlderThanTheBoundIsRefusedWithBothAges() {
    controller.up(1);
    backUp();
    String set = snapshotOfFleetThatIsDown();
    home.clock().sleep(Duration.ofHours(5));

    OperationException refused = refusal(() -> controller.up(within(HOUR, 1, set)));

    assertThat(refused)
        .hasMessageMatching(
            "the newest data of fleet blog are of \\S+Z, 5 h old, and its freshness is 60 min");
    assertThat(refused.fix()).isEqualTo(FIX);
    census.requireDown();
    controller.up(within(Duration.ofHours(6), 1, set));
    census.requireServing(1);
  }

  @Test
  void aPlanSaysThatItWouldBeRefused() {
    String set = snapshotOfFleetThatIsDown();

    assertThat(controller.engine().plan(within(HOUR, 1, set)).notes())
        .containsExactly(
            "fleet blog is built from a snapshot set with a freshness of 60 min, and has no good"
                + " backup: refused without --allow-stale");
  }

  @Test
  void aScaleUpIsRefusedUntilThereIsANewerBackup() {
    controller.up(within(HOUR, 1, null));
    home.clock().sleep(Duration.ofHours(2));
    DeployRequest two = DeployRequest.deploy(within(HOUR, 2, null).spec(), null);

    assertThat(refusal(() -> controller.up(two))).hasMessageContaining("2 h old");
    census.requireServing(1);
    backUp();
    controller.up(two);
    census.requireServing(2);
  }

  @Test
  void whatAddsNoMachineIsNeverRefused() {
    controller.up(within(HOUR, 2, null));
    home.clock().sleep(Duration.ofDays(2));

    controller.up(within(HOUR, 2, null));
    controller.up(within(HOUR, 1, null));

    census.requireServing(1);
  }

  @Test
  void aMachineWhoseDataBecomeTooOldOnTheWayDoesNotJoinAndTakesNoOtherOut() {
    String set = rollable();
    home.beforeCommands((machine, command) -> home.clock().sleep(Duration.ofMinutes(40)));

    OperationException failure = failure(() -> controller.up(within(HOUR, 2, set)));

    assertThat(failure)
        .hasMessageContaining("does not join: its data are of")
        .hasMessageContaining("and the fleet's freshness is 60 min");
    requireOldOnesServe();
    home.beforeCommands((machine, command) -> {});
    backUp();
    controller.up(within(HOUR, 2, set));
    census.requireServing(2);
  }

  @Test
  void aMachineThatCannotBeRefreshedDoesNotJoinAndTakesNoOtherOut() {
    String set = rollable();
    home.beforeCommands(
        (machine, command) -> {
          if (command.contains("--extract")) {
            throw new RemoteException("the connection to " + machine + " broke");
          }
        });

    assertThat(failure(() -> controller.up(within(HOUR, 2, set)))).hasMessageContaining("broke");

    requireOldOnesServe();
    home.beforeCommands((machine, command) -> {});
    controller.up(within(HOUR, 2, set));
    census.requireServing(2);
  }

  @Test
  void aVaultThatIsGoneIsFoundBeforeAnythingIsTouched() throws IOException {
    String set = rollable();
    Files.move(home.vaults().resolve("blog"), home.vaults().resolve("elsewhere"));
    List<Step> begun = new CopyOnWriteArrayList<>();

    OperationException failure =
        failure(
            () ->
                controller
                    .engine()
                    .deploy(within(HOUR, 2, set), Approval.GIVEN, startsInto(begun)));

    assertThat(failure.where()).isEqualTo("the datastore of fleet blog");
    assertThat(begun).isEmpty();
    census.requireServing(2);
  }

  @Test
  void anOperationThatIsResumedHasTheBoundToo() {
    String set = rollable();
    home.fallSick("blog-web-3");
    failure(() -> controller.up(within(HOUR, 2, set)));
    home.recover();
    home.clock().sleep(Duration.ofHours(2));
    Operation failed = controller.engine().operations().getFirst();

    assertThat(refusal(() -> controller.resume(failed))).hasMessageContaining("2 h old");

    controller.engine().resume(failed, true, Approval.GIVEN, ProgressListener.SILENT);
    census.requireServing(2);
  }

  /** A serving fleet that has changed since the set, with a backup of now. */
  private String rollable() {
    controller.up(2);
    String set = controller.snapshot();
    home.clock().sleep(Duration.ofDays(1));
    census.guest("blog-web-1").write(TinyRecipe.SITE + "/uploads/new.jpg", "a new picture");
    backUp();
    return set;
  }

  private void requireOldOnesServe() {
    assertThat(controller.store().machines(Controller.FLEET))
        .filteredOn(machine -> machine.state() == MachineState.SERVING)
        .extracting(FleetMachine::name)
        .contains("blog-web-1", "blog-web-2");
    assertThat(census.backends())
        .extracting(line -> line.substring(0, line.indexOf('=')))
        .containsExactlyInAnyOrder("blog-web-1", "blog-web-2");
  }

  private String snapshotOfFleetThatIsDown() {
    controller.up(1);
    String set = controller.snapshot();
    controller.down();
    return set;
  }

  private void backUp() {
    controller
        .engine()
        .backups()
        .create(Controller.FLEET, BackupPeriod.MANUAL, ProgressListener.SILENT);
  }

  private static DeployRequest within(Duration bound, int webMachines, @Nullable String set) {
    FleetSpec spec = Controller.spec(webMachines);
    BackupSpec backup = new BackupSpec(null, true, bound, Map.of(), Map.of());
    return DeployRequest.deploy(
        new FleetSpec(
            spec.fleet(),
            spec.provider(),
            spec.application(),
            spec.site(),
            spec.tiers(),
            spec.deadlines(),
            backup),
        set);
  }

  private static ProgressListener startsInto(List<Step> begun) {
    return new ProgressListener() {
      @Override
      public void started(Step step) {
        begun.add(step);
      }
    };
  }

  private static OperationException refusal(ThrowingCallable work) {
    OperationException refused = failure(work);
    assertThat(refused.kind()).isEqualTo(OperationException.Kind.BAD_REQUEST);
    return refused;
  }

  private static OperationException failure(ThrowingCallable work) {
    return catchThrowableOfType(OperationException.class, work);
  }
}

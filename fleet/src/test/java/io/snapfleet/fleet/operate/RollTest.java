package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Pace;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.fake.FaultPlan;
import io.snapfleet.provider.fake.Killed;
import io.snapfleet.recipe.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Web machines replaced by ones of a snapshot set, batch by batch, and the way back. */
class RollTest {
  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  private Home home;
  private Controller controller;
  private Census census;
  private String first;

  /** Three web machines of the first set, and a second, newer set. */
  @BeforeEach
  void deploy() {
    home = new Home(directory.resolve("home"));
    controller = Controller.on(home);
    census = new Census(home, controller);
    controller.up(3);
    first = controller.snapshot();
    controller.up(3, first);
  }

  @AfterEach
  void close() {
    controller.close();
  }

  @Test
  void aRollReplacesOneMachineAfterTheOtherWithoutEverHavingFewer() {
    String second = controller.snapshot();
    Set<String> old = census.names(TierName.WEB);
    int told = home.trafficHistory().size();

    controller.roll(null, Pace.ONE_BY_ONE);

    census.requireServing(3);
    assertThat(census.names(TierName.WEB)).doesNotContainAnyElementsOf(old);
    assertThat(setsInUse()).containsExactly(second);
    assertThat(census.record().setId()).isEqualTo(second);
    assertThat(home.trafficHistory().subList(told, home.trafficHistory().size()))
        .allSatisfy(traffic -> assertThat(traffic).hasSizeBetween(3, 4));
  }

  @Test
  void atTheFirstSickMachineTheRollStopsAndNothingOldIsTouched() {
    String second = controller.snapshot();
    Set<String> old = census.names(TierName.WEB);
    home.fallSick("blog-web-1");

    fails(() -> controller.roll(second, Pace.ONE_BY_ONE), "blog-web-1 is sick");

    census.requireServing(3);
    assertThat(census.names(TierName.WEB)).isEqualTo(old);
    assertThat(census.record().setId()).isEqualTo(first);
    assertThat(census.record().state()).isEqualTo(FleetRecord.State.SERVING);
    assertThat(controller.engine().operations())
        .extracting(Operation::kind)
        .startsWith(Operation.Kind.ROLLBACK, Operation.Kind.ROLL);
  }

  @Test
  void soItIsWhereTheClockWasSetBack() {
    String second = controller.snapshot();
    home.clock().sleep(Duration.ofHours(2));
    controller.write("before the clock was set");
    home.clock().sleep(Duration.ofHours(-1));
    home.fallSick("blog-web-1");

    fails(() -> controller.roll(second, Pace.ONE_BY_ONE), "blog-web-1 is sick");

    census.requireServing(3);
    assertThat(setsInUse()).containsExactly(first);
  }

  @Test
  void afterTheWayBackTheAdviceIsWithoutTheMachineThatIsGone() {
    String second = controller.snapshot();
    home.fallSick("blog-web-1", Stage.CONFIGURE);

    OperationException failure =
        catchThrowableOfType(
            OperationException.class, () -> controller.roll(second, Pace.ONE_BY_ONE));

    String roll = controller.engine().operations().get(1).id();
    assertThat(failure.fix())
        .isEqualTo(
            "read its output in %s; 'snapfleet ops show %s' lists what the roll did"
                .formatted(home.logs().resolve(roll).resolve("blog-web-1-configure.log"), roll));
    assertThat(failure.output()).containsExactly("blog-web-1 is sick");
    assertThat(failure.where()).contains("blog-web-1");
  }

  @Test
  void soItIsWhereTheMachineDidNotGetHealthyOrWasNotReached() {
    String second = controller.snapshot();
    home.fallSick("blog-web-1");
    assertThat(
            catchThrowableOfType(
                    OperationException.class, () -> controller.roll(second, Pace.ONE_BY_ONE))
                .fix())
        .startsWith("allow more time under 'deadlines' in the fleet file; 'snapfleet ops show ");
    home.recover();
    home.unreachable("blog-web-1");

    assertThat(
            catchThrowableOfType(
                    OperationException.class, () -> controller.roll(second, Pace.ONE_BY_ONE))
                .fix())
        .startsWith("run the same command again; 'snapfleet ops show ");
  }

  @Test
  void whereTheMachineStaysTheAdviceIsToLookAtIt() {
    String second = controller.snapshot();
    home.fallSick("blog-web-2", Stage.CONFIGURE);
    home.fallSick("blog-web-3");

    OperationException failure =
        catchThrowableOfType(
            OperationException.class, () -> controller.roll(second, Pace.ONE_BY_ONE));

    assertThat(failure.fix()).contains("'snapfleet ssh blog blog-web-2'");
  }

  @Test
  void whatWasReplacedBeforeTheSickOneIsReplacedBack() {
    String second = controller.snapshot();
    int told = home.trafficHistory().size();
    home.fallSick("blog-web-2");

    fails(() -> controller.roll(second, Pace.ONE_BY_ONE), "blog-web-2 is sick");

    census.requireServing(3);
    assertThat(setsInUse()).containsExactly(first);
    assertThat(home.trafficHistory().subList(told, home.trafficHistory().size()))
        .allSatisfy(traffic -> assertThat(traffic).hasSizeBetween(3, 4));
  }

  @Test
  void whereAnOldMachineCannotBeDeletedTheRollGoesOnLater() {
    String second = controller.snapshot();
    FaultPlan noDeletions =
        FaultPlan.refusing(
            call -> call.name().equals("compute.delete"),
            () -> new ProviderException.Permanent("it is locked", "Unlock it."));
    try (Controller unlucky = Controller.suffering(home, noDeletions)) {
      fails(() -> unlucky.roll(second, Pace.ONE_BY_ONE), "it is locked");
    }
    assertThat(controller.engine().operations().getFirst().kind()).isEqualTo(Operation.Kind.ROLL);
    assertThat(census.backends()).hasSize(3);

    controller.resume(controller.engine().operations().getFirst());

    census.requireServing(3);
    assertThat(setsInUse()).containsExactly(second);
  }

  @Test
  void whereTheWayBackFailsTooARollbackGoesItLater() {
    String second = controller.snapshot();
    home.fallSick("blog-web-2");
    home.fallSick("blog-web-3");
    fails(() -> controller.roll(second, Pace.ONE_BY_ONE), "blog-web-2 is sick");
    assertThat(census.record().state()).isEqualTo(FleetRecord.State.CHANGING);
    assertThat(census.backends()).hasSizeGreaterThanOrEqualTo(3);

    home.recover();
    controller.rollback();

    census.requireServing(3);
    assertThat(setsInUse()).containsExactly(first);
    assertThat(census.record().setId()).isEqualTo(first);
  }

  @Test
  void aRollThatWasKilledIsResumedThoughABackupWasMadeSince() {
    String second = controller.snapshot();
    Life.Death death = new Life.Death(Life.Place.MACHINE, 3, Life.Side.BEFORE);
    try (Controller dying = Controller.dying(home, death)) {
      assertThatExceptionOfType(Killed.class).isThrownBy(() -> dying.roll(second, Pace.ONE_BY_ONE));
    }
    home.awaitExpiry();
    Operation roll = controller.cutOff().orElseThrow();
    assertThat(roll.kind()).isEqualTo(Operation.Kind.ROLL);

    controller.engine().backups().create("blog", BackupPeriod.MANUAL, ProgressListener.SILENT);
    controller.resume(controller.engine().operation(roll.id()));

    census.requireServing(3);
    assertThat(setsInUse()).containsExactly(second);
  }

  @Test
  void aRollThatIsKilledIsDoneFromTheMomentTheFleetServesAsItWanted() {
    String second = controller.snapshot();
    int writes = writes(home.copy(directory.resolve("whole")), second);
    for (int write = writes - 3; write <= writes; write++) {
      for (Life.Side side : Life.Side.values()) {
        Home copy = home.copy(directory.resolve("%d-%s".formatted(write, side)));
        Life.Death death = new Life.Death(Life.Place.STORE, write, side);
        try (Controller dying = Controller.dying(copy, death)) {
          dying.roll(second, Pace.ONE_BY_ONE);
        } catch (Killed asPlanned) {
          copy.awaitExpiry();
        }
        try (Controller next = Controller.on(copy)) {
          assertThat(next.engine().fleet(Controller.FLEET).state() == FleetRecord.State.SERVING)
              .as("killed %s write %d of %d", side, write, writes)
              .isEqualTo(next.cutOff().isEmpty());
        }
      }
    }
  }

  /** How often a roll writes to the store. */
  private static int writes(Home home, String set) {
    try (Controller whole = Controller.suffering(home, Life.endless(), FaultPlan.none())) {
      whole.roll(set, Pace.ONE_BY_ONE);
      return whole.life().acts(Life.Place.STORE);
    }
  }

  @Test
  void rollbackGoesBackToWhatServedBeforeAndForthAgain() {
    String second = controller.snapshot();
    controller.roll(second, new Pace(2, 2));

    controller.rollback();
    census.requireServing(3);
    assertThat(setsInUse()).containsExactly(first);

    controller.rollback();
    census.requireServing(3);
    assertThat(setsInUse()).containsExactly(second);
  }

  @Test
  void aRollbackThatFailedIsGoneOnWithWhenItIsAskedForAgain() {
    String second = controller.snapshot();
    controller.roll(second, Pace.ONE_BY_ONE);
    home.fallSick("blog-web-5");
    fails(controller::rollback, "blog-web-5 is sick");
    assertThat(census.record().setId()).isEqualTo(second);
    home.recover();

    controller.rollback();

    census.requireServing(3);
    assertThat(setsInUse()).containsExactly(first);
    assertThat(census.record().setId()).isEqualTo(first);
  }

  @Test
  void theSetThatARollbackNeedsIsNotRemoved() {
    controller.roll(controller.snapshot(), Pace.ONE_BY_ONE);

    fails(
        () -> controller.engine().removeSnapshot(first, ProgressListener.SILENT),
        "would roll back to it");
  }

  @Test
  void anImageMadeElsewhereIsRolledOntoOnceHoweverOftenItIsNamed() {
    String second = controller.snapshot();
    String image = imageOf(second);

    controller.rollToImage(image);

    census.requireServing(3);
    String made = String.valueOf(census.record().setId());
    assertThat(setsInUse()).containsExactly(made);
    assertThat(imageOf(made)).isEqualTo(image);
    Set<String> rolled = census.names(TierName.WEB);
    controller.rollToImage(image);
    assertThat(census.names(TierName.WEB)).isEqualTo(rolled);
    assertThat(controller.engine().snapshotSets()).hasSize(3);
    fails(() -> controller.engine().removeSnapshot(second, ProgressListener.SILENT), "is in use");
  }

  @Test
  void theNewestSetIsTheOneThatWasMadeLastHoweverOldItsDataAre() {
    List<String> images = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      images.add(WebMachineImage.take(home, census, "golden-" + i, WebMachineImage.CLEAN_UP));
    }
    home.clock().sleep(Duration.ofHours(1));
    controller.snapshot();
    images.forEach(controller::rollToImage);
    String last = String.valueOf(census.record().setId());
    controller.rollback();
    assertThat(census.record().setId()).isNotEqualTo(last);

    controller.roll(null, Pace.ONE_BY_ONE);

    assertThat(census.record().setId()).isEqualTo(last);
  }

  @Test
  void theSetThatAFailedRollToAnImageHasLeftIsNotTheNewest() {
    String image = WebMachineImage.take(home, census, "golden", WebMachineImage.CLEAN_UP);
    controller.rollToImage(image);
    String serving = String.valueOf(census.record().setId());
    String bad = WebMachineImage.take(home, census, "bad", WebMachineImage.CLEAN_UP);
    home.fallSick("blog-web-4");
    fails(() -> controller.rollToImage(bad), "blog-web-4 is sick");
    home.recover();
    assertThat(imageOf(controller.store().snapshotSetsAsMade().getLast().id())).isEqualTo(bad);

    controller.roll(null, Pace.ONE_BY_ONE);

    assertThat(census.record().setId()).isEqualTo(serving);
    assertThat(setsInUse()).containsExactly(serving);
  }

  @Test
  void aFleetThatIsScaledWhileAnImageIsTriedIsRolledAsItIsThen() {
    String image = WebMachineImage.take(home, census, "golden", WebMachineImage.CLEAN_UP);
    duringATrial(other -> other.scale(4));

    controller.rollToImage(image);

    assertThat(census.names(TierName.WEB)).hasSize(4);
    assertThat(census.backends()).hasSize(4);
    assertThat(census.record().spec().tiers().get(TierName.WEB).machines()).isEqualTo(4);
    assertThat(imageOf(String.valueOf(census.record().setId()))).isEqualTo(image);
  }

  @Test
  void aFleetThatIsTakenDownWhileAnImageIsTriedStaysDown() {
    String image = WebMachineImage.take(home, census, "golden", WebMachineImage.CLEAN_UP);
    duringATrial(Controller::down);

    fails(() -> controller.rollToImage(image), "fleet blog is down");

    assertThat(census.record().state()).isEqualTo(FleetRecord.State.DOWN);
    assertThat(census.machines()).isEmpty();
  }

  @Test
  void whoAskedToScaleAFleetThatIsDownByNowDoesNotBringItUp() {
    DeployRequest request =
        controller.engine().scaleRequest(Controller.FLEET, Map.of(TierName.WEB, 4));
    controller.down();

    fails(() -> controller.up(request), "fleet blog is down");

    assertThat(census.machines()).isEmpty();
  }

  @Test
  void noSetIsMadeOntoOneThatIsRemovedWhileTheImageIsTried() {
    controller.down();
    controller.up(3);
    String image = WebMachineImage.take(home, census, "golden", WebMachineImage.CLEAN_UP);
    duringATrial(other -> other.engine().removeSnapshot(first, ProgressListener.SILENT));

    fails(() -> controller.rollToImage(image), "snapshot set " + first + " was removed meanwhile");

    census.requireServing(3);
    assertThat(controller.engine().snapshotSets()).isEmpty();
  }

  /** What another process does meanwhile, when all machines of the trial are there. */
  private void duringATrial(Consumer<Controller> work) {
    AtomicBoolean done = new AtomicBoolean();
    home.beforeScripts(
        script -> {
          boolean last = script.name().matches("blog-gate-.*-web-1 check");
          if (last && !done.getAndSet(true)) {
            try (Controller other = Controller.of("another", home)) {
              work.accept(other);
            }
          }
        });
  }

  private String imageOf(String set) {
    return controller.engine().snapshotSet(set).tiers().get(TierName.WEB).image();
  }

  @Test
  void aRollOntoWhatServesAlreadyDoesNothing() {
    Set<String> old = census.names(TierName.WEB);

    controller.roll(first, Pace.ONE_BY_ONE);

    assertThat(census.names(TierName.WEB)).isEqualTo(old);
    census.requireServing(3);
  }

  @Test
  void aDeclinedRollChangesNothingAndDoesNotGoBack() {
    String second = controller.snapshot();
    DeployRequest request =
        controller.engine().rollRequest(Controller.FLEET, TierName.WEB, second, Pace.ONE_BY_ONE);
    int operations = controller.engine().operations().size();

    fails(
        () -> controller.engine().deploy(request, plan -> false, ProgressListener.SILENT),
        "not approved");

    assertThat(controller.engine().operations()).hasSize(operations);
    census.requireServing(3);
  }

  @Test
  void tiersThatHoldDataOrTheAddressAreNotRolled() {
    fails(
        () ->
            controller
                .engine()
                .rollRequest(Controller.FLEET, TierName.DATABASE, null, Pace.ONE_BY_ONE),
        "tier database is not rolled");
  }

  @Test
  void withoutAnythingBeforeThereIsNoWayBack() {
    fails(controller::rollback, "has served from no other snapshot set");
  }

  private Set<String> setsInUse() {
    return controller.store().machines(Controller.FLEET).stream()
        .filter(machine -> machine.tier() == TierName.WEB)
        .map(FleetMachine::setId)
        .map(String::valueOf)
        .collect(Collectors.toSet());
  }

  private static void fails(ThrowingCallable work, String message) {
    assertThatExceptionOfType(OperationException.class)
        .isThrownBy(work)
        .withMessageContaining(message);
  }
}

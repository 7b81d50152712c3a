package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.fleet.model.Drill;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.operate.Life.Death;
import io.snapfleet.fleet.operate.Life.Place;
import io.snapfleet.fleet.operate.Life.Side;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.fake.FaultPlan;
import io.snapfleet.provider.fake.Killed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whenever a drill's process dies, whoever comes next removes what it made. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrillKillTest {
  /**
   * Every so many acts, where a run opens the vault twice: to make its key takes long on purpose.
   */
  private static final int RARELY = 9;

  @TempDir(factory = MemoryDirectory.class)
  private static Path directory;

  private final AtomicInteger copies = new AtomicInteger();
  private Home prepared;
  private Life clean = Life.endless();
  private List<String> before = List.of();

  @BeforeAll
  void prepare() {
    prepared = new Home(directory.resolve("prepared"));
    try (Controller controller = Controller.on(prepared)) {
      DrillScene.prepare(controller, prepared, Duration.ofMinutes(12));
    }
    before = DrillScene.everything(prepared);
    try (Controller controller = Controller.on(copy())) {
      DrillScene.drill(controller);
      clean = controller.life();
    }
  }

  private Home copy() {
    return prepared.copy(directory.resolve("copy-" + copies.incrementAndGet()));
  }

  @Test
  void killedAtAnyProviderCallItIsResumedWhichRemovesWhatWasLeft() {
    kill(Place.PROVIDER, 1, controller -> controller.cutOff().ifPresent(controller::resume));
  }

  @ParameterizedTest
  @EnumSource
  void killedAnywhereTheNextDrillRemovesWhatWasLeftAndPasses(Place place) {
    kill(
        place,
        RARELY,
        controller ->
            assertThat(DrillScene.drill(controller).state()).isEqualTo(Drill.State.PASSED));
  }

  /** Before and after an act in turns, so that two strides meet both sides. */
  private void kill(Place place, int stride, Consumer<Controller> aftermath) {
    for (int ordinal = 1; ordinal <= clean.acts(place); ordinal += stride) {
      for (Side side : stride == 1 ? Side.values() : new Side[] {Side.values()[ordinal % 2]}) {
        Home home = copy();
        die(home, new Death(place, ordinal, side));
        try (Controller controller = Controller.on(home)) {
          aftermath.accept(controller);
          requireNothingLeft(home, controller, place + " " + ordinal + " " + side);
        }
      }
    }
  }

  private static void die(Home home, Death death) {
    try (Controller controller = Controller.dying(home, death)) {
      DrillScene.drill(controller);
    } catch (Killed asPlanned) {
      home.awaitExpiry();
    }
  }

  private void requireNothingLeft(Home home, Controller controller, String death) {
    assertThat(DrillScene.everything(home)).as(death).isEqualTo(before);
    assertThat(controller.engine().fleets()).as(death).hasSize(1);
    assertThat(controller.engine().drills(Controller.FLEET))
        .as(death)
        .extracting(Drill::state)
        .doesNotContain(Drill.State.RUNNING);
    assertThat(controller.store().operations())
        .as(death)
        .extracting(Operation::status)
        .doesNotContain(Operation.Status.RUNNING);
    new Census(home, controller).requireServing(2);
  }

  @Test
  void takingTheLiveFleetDownRemovesWhatWasLeft() {
    Home home = copy();
    die(home, new Death(Place.PROVIDER, clean.acts(Place.PROVIDER) / 2, Side.AFTER));
    try (Controller controller = Controller.on(home)) {
      assertThat(DrillScene.everything(home)).hasSizeGreaterThan(before.size());
      controller.down();
      assertThat(DrillScene.everything(home)).isEmpty();
    }
  }

  @Test
  void aDrillThatRunsIsLeftAlone() {
    Home home = copy();
    try (Controller controller = Controller.on(home)) {
      DrillScene.drill(
          controller,
          home,
          () -> {
            DrillLeftovers leftovers = new DrillLeftovers(controller.surroundings());
            assertThat(leftovers.of(Controller.FLEET)).isEmpty();
            leftovers.remove(
                controller.engine().drills(Controller.FLEET).getFirst(), ProgressListener.SILENT);
          });
      assertThat(DrillScene.everything(home)).isEqualTo(before);
    }
  }

  @Test
  void aPassedDrillWhoseMachinesCannotBeRemovedStaysPassedAndIsClearedAwayLater() {
    Home home = copy();
    FaultPlan stuck =
        FaultPlan.refusing(
            call -> call.name().equals("compute.delete"),
            () -> new ProviderException.Permanent("the machine is locked", "unlock it"));
    try (Controller unlucky = Controller.suffering(home, stuck)) {
      assertThatThrownBy(() -> DrillScene.drill(unlucky)).hasMessageContaining("is locked");
      assertThat(unlucky.engine().drills(Controller.FLEET))
          .extracting(Drill::state)
          .containsExactly(Drill.State.PASSED);
      assertThat(DrillScene.everything(home)).hasSizeGreaterThan(before.size());
    }
    try (Controller controller = Controller.on(home)) {
      DrillScene.drill(controller);
      requireNothingLeft(home, controller, "after machines were locked");
    }
  }
}

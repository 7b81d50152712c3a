package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.fleet.model.Drill;
import io.snapfleet.fleet.operate.Life.Place;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.fake.FaultPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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

  private @Nullable CutOffScene scene;

  @BeforeAll
  void prepare() {
    Home prepared = new Home(directory.resolve("prepared"));
    try (Controller controller = Controller.on(prepared)) {
      DrillScene.prepare(controller, prepared, Duration.ofMinutes(12));
    }
    scene = new CutOffScene(directory, prepared, 2, DrillScene::drill);
  }

  private CutOffScene scene() {
    return Objects.requireNonNull(scene);
  }

  @Test
  void killedAtAnyProviderCallItIsResumedWhichRemovesWhatWasLeft() {
    scene()
        .killAtEvery(
            1,
            Place.PROVIDER,
            controller -> {
              controller.cutOff().ifPresent(controller::resume);
              requireEnded(controller);
            });
  }

  @ParameterizedTest
  @EnumSource
  void killedAnywhereTheNextDrillRemovesWhatWasLeftAndPasses(Place place) {
    scene()
        .killAtEvery(
            RARELY,
            place,
            controller -> {
              assertThat(DrillScene.drill(controller).state()).isEqualTo(Drill.State.PASSED);
              requireEnded(controller);
            });
  }

  private static void requireEnded(Controller controller) {
    assertThat(controller.engine().drills(Controller.FLEET))
        .extracting(Drill::state)
        .doesNotContain(Drill.State.RUNNING);
  }

  @Test
  void takingTheLiveFleetDownRemovesWhatWasLeft() {
    scene().requireDownRemovesAll();
  }

  @Test
  void aDrillThatRunsIsLeftAlone() {
    Home home = scene().copy();
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
      scene().requireNothingLeft(home, controller, "after a drill that was left alone");
    }
  }

  @Test
  void aPassedDrillWhoseMachinesCannotBeRemovedStaysPassedAndIsClearedAwayLater() {
    Home home = scene().copy();
    FaultPlan stuck =
        FaultPlan.refusing(
            call -> call.name().equals("compute.delete"),
            () -> new ProviderException.Permanent("the machine is locked", "unlock it"));
    try (Controller unlucky = Controller.suffering(home, stuck)) {
      assertThatThrownBy(() -> DrillScene.drill(unlucky)).hasMessageContaining("is locked");
      assertThat(unlucky.engine().drills(Controller.FLEET))
          .extracting(Drill::state)
          .containsExactly(Drill.State.PASSED);
      scene().requireSomethingLeft(home);
    }
    try (Controller controller = Controller.on(home)) {
      DrillScene.drill(controller);
      requireEnded(controller);
      scene().requireNothingLeft(home, controller, "after machines were locked");
    }
  }
}

package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.operate.Life.Place;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whenever the process that tries an image dies, whoever comes next removes what it made. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrialKillTest {
  @TempDir(factory = MemoryDirectory.class)
  private static Path directory;

  private String image = "";
  private @Nullable CutOffScene scene;

  @BeforeAll
  void prepare() {
    Home prepared = new Home(directory.resolve("prepared"));
    try (Controller controller = Controller.on(prepared)) {
      controller.up(1);
      image =
          controller.engine().snapshotSet(controller.snapshot()).tiers().values().stream()
              .filter(one -> one.sourceMachine().contains("-web-"))
              .findFirst()
              .orElseThrow()
              .image();
    }
    scene = new CutOffScene(directory, prepared, 1, this::verify);
  }

  private CutOffScene scene() {
    return Objects.requireNonNull(scene);
  }

  private ImageTrial verify(Controller controller) {
    Images images = controller.engine().images();
    return images.verify(images.find(image), Controller.FLEET, null, ProgressListener.SILENT);
  }

  @Test
  void killedAtAnyProviderCallTheNextTrialRemovesWhatWasLeftAndPasses() {
    scene()
        .killAtEvery(
            1,
            Place.PROVIDER,
            controller -> {
              assertThat(verify(controller).state()).isEqualTo(ImageTrial.State.PASSED);
              requireJudged(controller);
            });
  }

  @Test
  void killedBetweenWritesItIsResumedWhichRemovesWhatWasLeft() {
    scene()
        .killAtEvery(
            5,
            Place.STORE,
            controller -> {
              controller.cutOff().ifPresent(controller::resume);
              new TrialLeftovers(controller.surroundings())
                  .removeOf(Controller.FLEET, ProgressListener.SILENT);
              requireJudged(controller);
            });
  }

  /** A trial that was cut off says nothing of its image. */
  private static void requireJudged(Controller controller) {
    assertThat(controller.store().imageTrials())
        .extracting(ImageTrial::state)
        .doesNotContain(ImageTrial.State.RUNNING, ImageTrial.State.FAILED);
  }

  @Test
  void takingTheLiveFleetDownRemovesWhatWasLeft() {
    scene().requireDownRemovesAll();
  }
}

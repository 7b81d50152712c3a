package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.operate.Life.Death;
import io.snapfleet.fleet.operate.Life.Place;
import io.snapfleet.fleet.operate.Life.Side;
import io.snapfleet.provider.fake.Killed;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whenever the process that tries an image dies, whoever comes next removes what it made. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrialKillTest {
  @TempDir(factory = MemoryDirectory.class)
  private static Path directory;

  private final AtomicInteger copies = new AtomicInteger();
  private Home prepared;
  private Life clean = Life.endless();
  private String image = "";
  private List<String> before = List.of();

  @BeforeAll
  void prepare() {
    prepared = new Home(directory.resolve("prepared"));
    try (Controller controller = Controller.on(prepared)) {
      controller.up(1);
      image =
          controller.engine().snapshotSet(controller.snapshot()).tiers().values().stream()
              .filter(one -> one.sourceMachine().contains("-web-"))
              .findFirst()
              .orElseThrow()
              .image();
    }
    before = DrillScene.everything(prepared);
    try (Controller controller = Controller.on(copy())) {
      verify(controller);
      clean = controller.life();
    }
  }

  private Home copy() {
    return prepared.copy(directory.resolve("copy-" + copies.incrementAndGet()));
  }

  private ImageTrial verify(Controller controller) {
    Images images = controller.engine().images();
    return images.verify(images.find(image), Controller.FLEET, null, ProgressListener.SILENT);
  }

  @Test
  void killedAtAnyProviderCallTheNextTrialRemovesWhatWasLeftAndPasses() {
    kill(
        Place.PROVIDER,
        1,
        controller -> assertThat(verify(controller).state()).isEqualTo(ImageTrial.State.PASSED));
  }

  @Test
  void killedBetweenWritesItIsResumedWhichRemovesWhatWasLeft() {
    kill(
        Place.STORE,
        5,
        controller -> {
          controller.cutOff().ifPresent(controller::resume);
          new TrialLeftovers(controller.surroundings())
              .removeOf(Controller.FLEET, ProgressListener.SILENT);
        });
  }

  private void kill(Place place, int stride, Consumer<Controller> aftermath) {
    for (int ordinal = 1; ordinal <= clean.acts(place); ordinal += stride) {
      Home home = copy();
      die(home, new Death(place, ordinal, Side.values()[ordinal % 2]));
      try (Controller controller = Controller.on(home)) {
        aftermath.accept(controller);
        requireNothingLeft(home, controller, place + " " + ordinal);
      }
    }
  }

  private void die(Home home, Death death) {
    try (Controller controller = Controller.dying(home, death)) {
      verify(controller);
    } catch (Killed asPlanned) {
      home.awaitExpiry();
    }
  }

  private static List<ImageTrial.State> states(Controller controller) {
    return controller.store().imageTrials().stream().map(ImageTrial::state).toList();
  }

  private void requireNothingLeft(Home home, Controller controller, String death) {
    assertThat(DrillScene.everything(home)).as(death).isEqualTo(before);
    assertThat(controller.engine().fleets()).as(death).hasSize(1);
    assertThat(states(controller))
        .as(death)
        .doesNotContain(ImageTrial.State.RUNNING, ImageTrial.State.FAILED);
    assertThat(controller.store().operations())
        .as(death)
        .extracting(Operation::status)
        .doesNotContain(Operation.Status.RUNNING);
    new Census(home, controller).requireServing(1);
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
}

package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.operate.Life.Death;
import io.snapfleet.fleet.operate.Life.Place;
import io.snapfleet.fleet.operate.Life.Side;
import io.snapfleet.fleet.plan.Pace;
import io.snapfleet.provider.fake.Killed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The set that a roll to an image makes: there is none before the roll is approved. */
class ImageSetTest {
  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  private Home home;
  private Controller controller;
  private Census census;
  private String first;
  private String image;

  /** A fleet of a set, and an image that has been tried. */
  @BeforeEach
  void deploy() {
    home = new Home(directory.resolve("home"));
    controller = Controller.on(home);
    census = new Census(home, controller);
    controller.up(1);
    first = controller.snapshot();
    controller.up(1, first);
    image = WebMachineImage.take(home, census, "golden", WebMachineImage.CLEAN_UP);
    Images images = controller.engine().images();
    images.verify(images.find(image), Controller.FLEET, null, ProgressListener.SILENT);
  }

  @AfterEach
  void close() {
    controller.close();
  }

  private static String newest(Controller controller) {
    return String.valueOf(
        controller
            .engine()
            .rollRequest(Controller.FLEET, TierName.WEB, null, Pace.ONE_BY_ONE)
            .setPrefix());
  }

  private List<String> sets() {
    return controller.store().snapshotSets().stream().map(SnapshotSet::id).toList();
  }

  @Test
  void cannotBeMadeWhereNoSetHasTheOtherTiersImages() {
    Controller installed = Controller.on(new Home(directory.resolve("installed")));
    installed.up(1);

    OperationException refused =
        catchThrowableOfType(OperationException.class, () -> installed.rollToImage(image));

    assertThat(refused.kind()).isEqualTo(OperationException.Kind.BAD_REQUEST);
    assertThat(refused)
        .hasMessageContaining("has no snapshot set from which the other tiers' images come");
    installed.close();
  }

  @Test
  void isNotThereWhileTheRollIsAskedForNorWhenItIsDeclined() {
    List<List<String>> asked = new ArrayList<>();

    OperationException declined =
        catchThrowableOfType(
            OperationException.class,
            () -> controller.rollToImage(image, plan -> !asked.add(sets())));

    assertThat(declined.kind()).isEqualTo(OperationException.Kind.DECLINED);
    assertThat(asked).containsExactly(List.of(first));
    assertThat(sets()).containsExactly(first);
    assertThat(newest(controller)).isEqualTo(first);
  }

  @Test
  void whoeverKillsTheRollBeforeItChangesTheFleetLeavesNoNewestSet() {
    List<String> outcomes = new ArrayList<>();
    boolean changing = false;
    for (int act = 1; !changing; act++) {
      for (Side side : Side.values()) {
        Home copy = killed(new Death(Place.STORE, act, side));
        try (Controller next = Controller.on(copy)) {
          String as = "killed %s write %d".formatted(side, act);
          changing = next.engine().fleet(Controller.FLEET).state() == FleetRecord.State.CHANGING;
          outcomes.add(changing ? "changing" : outcome(next));
          if (!changing) {
            assertThat(newest(next)).as(as).isEqualTo(first);
          }
          requireGoesOn(copy, next, as, act % 2 == 0);
        }
      }
    }
    assertThat(outcomes).contains("no operation", "no set", "a set", "changing");
  }

  private Home killed(Death death) {
    Home copy = home.copy(directory.resolve("copy-%d-%s".formatted(death.ordinal(), death.side())));
    try (Controller dying = Controller.dying(copy, death)) {
      dying.rollToImage(image);
    } catch (Killed asPlanned) {
      copy.awaitExpiry();
    }
    return copy;
  }

  private static String outcome(Controller controller) {
    return controller
        .cutOff()
        .map(operation -> new SnapshotSets(controller.store()).has(setOf(operation)))
        .map(kept -> kept ? "a set" : "no set")
        .orElse("no operation");
  }

  private static String setOf(Operation operation) {
    return String.valueOf(operation.setId());
  }

  /** Resumed or not, the fleet serves, of a set that is there. */
  private static void requireGoesOn(Home home, Controller controller, String as, boolean resumed) {
    if (resumed) {
      controller.cutOff().ifPresent(controller::resume);
    }
    controller.up(1);

    assertThat(controller.engine().fleet(Controller.FLEET).state())
        .as(as)
        .isEqualTo(FleetRecord.State.SERVING);
    assertThat(new Census(home, controller).backends()).as(as).hasSize(1);
    assertThat(controller.store().snapshotSets())
        .as(as)
        .extracting(SnapshotSet::state)
        .containsOnly(SnapshotSet.State.COMPLETE);
    assertThat(controller.cutOff()).as(as).isEmpty();
  }
}

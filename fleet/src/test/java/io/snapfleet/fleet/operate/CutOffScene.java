package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.operate.Life.Death;
import io.snapfleet.fleet.operate.Life.Place;
import io.snapfleet.fleet.operate.Life.Side;
import io.snapfleet.provider.fake.Killed;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A serving fleet beside which some work makes a throw-away fleet. Copies of it die at one act of
 * that work after the other, and when somebody has come by, nothing of the work may be left.
 */
final class CutOffScene {
  private final Path directory;
  private final Home prepared;
  private final int web;
  private final Consumer<Controller> work;
  private final List<String> before;
  private final Life clean;
  private final AtomicInteger copies = new AtomicInteger();

  /**
   * @param prepared a home with a fleet that serves
   * @param web how many web machines it has
   * @param work done once as a whole here, to count its acts
   */
  CutOffScene(Path directory, Home prepared, int web, Consumer<Controller> work) {
    this.directory = directory;
    this.prepared = prepared;
    this.web = web;
    this.work = work;
    this.before = DrillScene.everything(prepared);
    try (Controller controller = Controller.on(copy())) {
      work.accept(controller);
      this.clean = controller.life();
    }
  }

  Home copy() {
    return prepared.copy(directory.resolve("copy-" + copies.incrementAndGet()));
  }

  /**
   * Dies at every so many acts: before and after each, or in turns where acts are left out, so that
   * two strides meet both sides.
   *
   * @param next what somebody does who comes then
   */
  void killAtEvery(int stride, Place place, Consumer<Controller> next) {
    for (int ordinal = 1; ordinal <= clean.acts(place); ordinal += stride) {
      for (Side side : stride == 1 ? Side.values() : new Side[] {Side.values()[ordinal % 2]}) {
        Home home = killed(new Death(place, ordinal, side));
        try (Controller controller = Controller.on(home)) {
          next.accept(controller);
          requireNothingLeft(home, controller, place + " " + ordinal + " " + side);
        }
      }
    }
  }

  /** Looks that taking the fleet down takes all with it that was half-way there. */
  void requireDownRemovesAll() {
    Home home = killed(new Death(Place.PROVIDER, clean.acts(Place.PROVIDER) / 2, Side.AFTER));
    try (Controller controller = Controller.on(home)) {
      requireSomethingLeft(home);
      controller.down();
      assertThat(DrillScene.everything(home)).isEmpty();
    }
  }

  private Home killed(Death death) {
    Home home = copy();
    try (Controller controller = Controller.dying(home, death)) {
      work.accept(controller);
    } catch (Killed asPlanned) {
      home.awaitExpiry();
    }
    return home;
  }

  void requireSomethingLeft(Home home) {
    assertThat(DrillScene.everything(home)).hasSizeGreaterThan(before.size());
  }

  /** The fleet serves, nothing else is at the provider, and no work is held to go on. */
  void requireNothingLeft(Home home, Controller controller, String death) {
    assertThat(DrillScene.everything(home)).as(death).isEqualTo(before);
    assertThat(controller.engine().fleets()).as(death).hasSize(1);
    assertThat(controller.store().operations())
        .as(death)
        .extracting(Operation::status)
        .doesNotContain(Operation.Status.RUNNING);
    new Census(home, controller).requireServing(web);
  }
}

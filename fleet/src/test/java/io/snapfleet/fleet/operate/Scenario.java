package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.plan.Pace;
import java.util.function.Consumer;

/** An operation that can be cut off, the fleet it finds, and what must come of it. */
enum Scenario {
  UP_FROM_NOTHING(nothing -> {}, controller -> controller.up(2), 2),
  UP_FROM_SET(
      controller -> {
        filled(controller, 2);
        controller.snapshot();
        controller.down();
      },
      controller -> controller.up(2, onlySet(controller)),
      2),
  SCALE_UP(controller -> filled(controller, 2), controller -> controller.scale(4), 4),
  SCALE_DOWN(controller -> filled(controller, 4), controller -> controller.scale(2), 2),
  SNAPSHOT(controller -> filled(controller, 2), Controller::snapshot, 2),
  ROLL_AT_ONCE(
      controller -> {
        filled(controller, 2);
        controller.snapshot();
      },
      controller -> controller.up(2, onlySet(controller)),
      2),
  ROLL_ONE_BY_ONE(
      controller -> {
        filled(controller, 2);
        controller.snapshot();
      },
      controller -> controller.roll(onlySet(controller), Pace.ONE_BY_ONE),
      2),
  UP_FROM_SET_REFRESHED(
      controller -> {
        filled(controller, 2);
        controller.snapshot();
        controller.changeAndBackUp(Scenario.LATER);
        controller.down();
      },
      controller -> controller.up(2, onlySet(controller)),
      2),
  SCALE_UP_REFRESHED(
      controller -> {
        filled(controller, 2);
        controller.changeAndBackUp(Scenario.LATER);
      },
      controller -> controller.scale(3),
      3),
  DOWN(controller -> filled(controller, 2), Controller::down, 0),
  UP_TO_NAMED_IMAGE(
      controller -> {
        filled(controller, 2);
        controller.snapshot();
        controller.tryWebImage();
      },
      controller -> controller.upNaming(2, controller.webImage()),
      2),
  CHANGE_TO_BALANCED(
      controller -> filled(controller, 2), controller -> controller.upBehindTheProvider(2), 2),
  ROLL_BALANCED(
      controller -> {
        controller.upBehindTheProvider(2);
        controller.write(Scenario.ROW);
        controller.snapshot();
      },
      controller -> controller.roll(onlySet(controller), Pace.ONE_BY_ONE),
      2);

  static final String ROW = "kept";

  /** A row, and the content of a file, that are in a backup. */
  static final String LATER = "backed up";

  private final Consumer<Controller> preparation;
  private final Consumer<Controller> act;
  private final int webMachines;

  Scenario(Consumer<Controller> preparation, Consumer<Controller> act, int webMachines) {
    this.preparation = preparation;
    this.act = act;
    this.webMachines = webMachines;
  }

  private static void filled(Controller controller, int webMachines) {
    controller.up(webMachines);
    controller.write(Scenario.ROW);
  }

  private static String onlySet(Controller controller) {
    return controller.engine().snapshotSets().getFirst().id();
  }

  void prepare(Controller controller) {
    preparation.accept(controller);
  }

  void act(Controller controller) {
    act.accept(controller);
  }

  boolean endsServing() {
    return webMachines > 0;
  }

  int webMachines() {
    return webMachines;
  }

  /** Whether all machines must have what was backed up. */
  boolean isRefreshed() {
    return this == UP_FROM_SET_REFRESHED || this == SCALE_UP_REFRESHED;
  }

  /** Whether machines that serve are told a new address of the site, and join again one by one. */
  boolean changesAddress() {
    return this == CHANGE_TO_BALANCED;
  }

  boolean hasData() {
    return this != UP_FROM_NOTHING;
  }
}

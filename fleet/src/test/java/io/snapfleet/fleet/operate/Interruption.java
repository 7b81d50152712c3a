package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.provider.fake.FaultPlan;
import io.snapfleet.provider.fake.Killed;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One scenario whose process dies, and what those who come after it find and do. */
final class Interruption {
  /** What is done after a death. */
  enum Aftermath {
    AGAIN,
    RESUME,
    DOWN,
    UP
  }

  private final Scenario scenario;
  private final Home home;
  private final Set<String> servedBefore;

  /** Uses up {@code home}, in which the scenario was prepared. */
  Interruption(Scenario scenario, Home home) {
    this.scenario = scenario;
    this.home = home;
    try (Controller controller = Controller.on(home)) {
      this.servedBefore = servingWeb(controller);
    }
  }

  private static Set<String> servingWeb(Controller controller) {
    return controller.store().machines(Controller.FLEET).stream()
        .filter(machine -> machine.tier() == TierName.WEB)
        .filter(machine -> machine.state() == MachineState.SERVING)
        .map(machine -> machine.name())
        .collect(Collectors.toSet());
  }

  /** Lets the scenario run to its end and tells what its process did. */
  Life runCleanly() {
    try (Controller controller = Controller.on(home)) {
      scenario.act(controller);
      requireDone(controller);
      return controller.life();
    }
  }

  void runSuffering(FaultPlan faults) {
    try (Controller controller = Controller.suffering(home, faults)) {
      scenario.act(controller);
      requireDone(controller);
    }
    takeDown();
  }

  /** The process dies, the next one does what {@code aftermath} says, then all is taken down. */
  void runDying(Life.Death death, Aftermath aftermath) {
    die(death, Aftermath.AGAIN);
    if (aftermath == Aftermath.DOWN) {
      takeDown();
      return;
    }
    try (Controller controller = Controller.on(home)) {
      if (aftermath == Aftermath.UP) {
        controller.up(2);
        new Census(home, controller).requireServing(2);
      } else {
        goOn(controller, aftermath);
        requireDone(controller);
      }
    }
    takeDown();
  }

  /** Lets one process after the other die, then one that goes on to the end. */
  void runDying(List<Life.Death> deaths) {
    deaths.forEach(death -> die(death, Aftermath.RESUME));
    try (Controller controller = Controller.on(home)) {
      if (!deaths.isEmpty()) {
        goOn(controller, Aftermath.RESUME);
      }
      requireDone(controller);
    }
    takeDown();
  }

  /** Acts, or goes on after an earlier death, and dies of it unless it ends sooner. */
  private void die(Life.Death death, Aftermath aftermath) {
    try (Controller controller = Controller.dying(home, death)) {
      goOn(controller, aftermath);
    } catch (Killed asPlanned) {
      home.awaitExpiry();
    }
  }

  private void goOn(Controller controller, Aftermath aftermath) {
    Optional<Operation> cutOff =
        aftermath == Aftermath.RESUME ? controller.cutOff() : Optional.empty();
    if (cutOff.isPresent()) {
      controller.resume(cutOff.get());
    } else {
      scenario.act(controller);
    }
  }

  private void requireDone(Controller controller) {
    Census census = new Census(home, controller);
    if (!scenario.endsServing()) {
      census.requireDown();
      return;
    }
    census.requireServing(scenario.webMachines());
    if (scenario.hasData()) {
      assertThat(census.rows()).contains(Scenario.ROW);
    }
    if (scenario.isRefreshed()) {
      requireRefreshed(census);
    }
    requireTraffic(servingWeb(controller));
  }

  /** A machine without the file that was backed up had traffic too soon. */
  private void requireRefreshed(Census census) {
    assertThat(census.rows()).contains(Scenario.LATER);
    assertThat(census.names(TierName.WEB))
        .filteredOn(name -> !servedBefore.contains(name))
        .allSatisfy(
            name ->
                assertThat(census.guest(name).read(Controller.UPLOAD)).contains(Scenario.LATER));
  }

  /**
   * Who served and still does was never without traffic; and all that came were there before the
   * first of those that went had gone.
   */
  private void requireTraffic(Set<String> serveNow) {
    Set<String> stayed = new HashSet<>(servedBefore);
    stayed.retainAll(serveNow);
    assertThat(home.trafficHistory())
        .allSatisfy(traffic -> assertThat(traffic).containsAll(stayed))
        .allMatch(traffic -> traffic.containsAll(servedBefore) || traffic.containsAll(serveNow));
  }

  private void takeDown() {
    try (Controller controller = Controller.on(home)) {
      Census census = new Census(home, controller);
      if (controller.engine().fleets().isEmpty()) {
        assertThat(census.leftovers()).isEmpty();
        return;
      }
      controller.down();
      census.requireDown();
      controller.downWithSets();
      census.requireGone();
    }
  }
}

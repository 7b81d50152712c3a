package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.operate.Life.Death;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.fake.FaultPlan;
import io.snapfleet.provider.fake.Killed;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One scenario whose process dies, and what those who come after it find and do. */
final class Interruption {
  /** What is done after a death. */
  enum Aftermath {
    AGAIN,
    RESUME,
    DOWN,
    UP
  }

  /**
   * What happens to one process.
   *
   * @param death null for one that is not killed
   * @param mishaps by the ordinal of the provider call they happen to
   */
  record Fate(@Nullable Death death, Map<Integer, Mishap> mishaps) {}

  private final Scenario scenario;
  private final Home home;
  private final TrafficWatch watch;
  private final Map<String, String> servedBefore;

  /** Uses up {@code home}, in which the scenario was prepared. */
  Interruption(Scenario scenario, Home home) {
    this.scenario = scenario;
    this.home = home;
    this.watch = new TrafficWatch(home.provider());
    try (Controller controller = Controller.on(home)) {
      this.servedBefore = servingWeb(controller);
    }
  }

  /** The provider's ids by name. */
  private static Map<String, String> servingWeb(Controller controller) {
    return controller.store().machines(Controller.FLEET).stream()
        .filter(machine -> machine.tier() == TierName.WEB)
        .filter(machine -> machine.state() == MachineState.SERVING)
        .collect(Collectors.toMap(FleetMachine::name, one -> String.valueOf(one.providerId())));
  }

  /** Lets the scenario run to its end and tells what its process did. */
  Life runCleanly() {
    try (Controller controller = Controller.on(home)) {
      scenario.act(controller);
      requireDone(controller);
      return controller.life();
    }
  }

  /** One call goes wrong; where the process does not get over that, the next one resumes. */
  void runSuffering(Mishap mishap, int ordinal) {
    if (mishap.passes()) {
      try (Controller controller = suffering(new Fate(null, Map.of(ordinal, mishap)))) {
        scenario.act(controller);
        requireDone(controller);
      }
      takeDown();
    } else {
      runThrough(List.of(new Fate(null, Map.of(ordinal, mishap))));
    }
  }

  /** The process dies, the next one does what {@code aftermath} says, then all is taken down. */
  void runDying(Death death, Aftermath aftermath) {
    die(death);
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

  /** One process after the other meets its fate, then one goes on to the end. */
  void runThrough(List<Fate> fates) {
    fates.forEach(this::meet);
    try (Controller controller = Controller.on(home)) {
      goOn(controller, Aftermath.RESUME);
      requireDone(controller);
    }
    takeDown();
  }

  private void meet(Fate fate) {
    try (Controller controller = suffering(fate)) {
      goOnOrDie(fate, controller);
      if (controller.life().isDead()) {
        home.awaitExpiry();
      }
    }
  }

  /** One of the threads of a process that dies may be telling of a mishap just then. */
  private void goOnOrDie(Fate fate, Controller controller) {
    try {
      goOn(controller, Aftermath.RESUME);
    } catch (Killed asPlanned) {
      assertThat(fate.death()).isNotNull();
    } catch (ProviderException | OperationException told) {
      assertThat(fate.mishaps()).as("what went wrong: %s", told).isNotEmpty();
    }
  }

  private Controller suffering(Fate fate) {
    Death death = fate.death();
    FaultPlan faults = watch;
    for (Map.Entry<Integer, Mishap> one : fate.mishaps().entrySet()) {
      faults = faults.and(one.getValue().at(one.getKey(), home.clock()));
    }
    return Controller.suffering(home, death == null ? Life.endless() : Life.until(death), faults);
  }

  /** Acts, and dies of it unless it ends sooner. */
  private void die(Death death) {
    try (Controller controller = suffering(new Fate(death, Map.of()))) {
      scenario.act(controller);
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
    assertThat(watch.offences()).isEmpty();
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
        .filteredOn(name -> !servedBefore.containsKey(name))
        .allSatisfy(
            name ->
                assertThat(census.guest(name).read(Controller.UPLOAD)).contains(Scenario.LATER));
  }

  /**
   * Who served and still does was never without traffic, and there were never fewer with traffic
   * than before or, where fewer are wanted, than that.
   */
  private void requireTraffic(Map<String, String> serveNow) {
    if (scenario.changesAddress()) {
      assertThat(home.trafficHistory()).allSatisfy(traffic -> assertThat(traffic).isNotEmpty());
      return;
    }
    Set<Map.Entry<String, String>> same = new HashSet<>(servedBefore.entrySet());
    same.retainAll(serveNow.entrySet());
    List<String> stayed = same.stream().map(Map.Entry::getKey).toList();
    int least = Math.min(servedBefore.size(), scenario.webMachines());
    assertThat(home.trafficHistory())
        .allSatisfy(traffic -> assertThat(traffic).containsAll(stayed))
        .allSatisfy(traffic -> assertThat(traffic).hasSizeGreaterThanOrEqualTo(least));
    assertThat(watch.memberships().stream().dropWhile(members -> members.size() < least))
        .allSatisfy(members -> assertThat(members).hasSizeGreaterThanOrEqualTo(least));
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

package io.snapfleet.fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.TierName;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How machines are replaced batch by batch. */
class PaceTest {
  private static final String OLD = "aaaaaaaaaaaa";
  private static final String NEW = "bbbbbbbbbbbb";

  @Test
  void oneByOneTheNextIsLaunchedWhenTheOneBeforeHasReplacedItsOldOne() {
    Plan plan = planned(Scene.serving(3, OLD), 3, Pace.ONE_BY_ONE);

    assertThat(ids(plan))
        .containsExactly(
            "launch:blog-web-4",
            "personalise:blog-web-4",
            "join:blog-web-4",
            "drain:blog-web-1",
            "delete:blog-web-1",
            "launch:blog-web-5",
            "personalise:blog-web-5",
            "join:blog-web-5",
            "drain:blog-web-2",
            "delete:blog-web-2",
            "launch:blog-web-6",
            "personalise:blog-web-6",
            "join:blog-web-6",
            "drain:blog-web-3",
            "delete:blog-web-3");
    assertThat(before(plan, "launch:blog-web-5")).contains("delete:blog-web-1");
    assertThat(step(plan, "launch:blog-web-5").reason()).isEqualTo("it replaces blog-web-2");
  }

  @Test
  void aBatchGoesWhenAllOfTheNextHaveJoined() {
    Plan plan = planned(Scene.serving(4, OLD), 4, new Pace(2, 2));

    assertThat(before(plan, "drain:blog-web-2")).contains("join:blog-web-5", "join:blog-web-6");
    assertThat(before(plan, "drain:blog-web-2")).doesNotContain("launch:blog-web-7");
    assertThat(before(plan, "launch:blog-web-7")).contains("delete:blog-web-1");
    assertThat(before(plan, "launch:blog-web-8")).contains("delete:blog-web-2");
  }

  @Test
  void whatTheSurgeAllowsIsLaunchedBeforeItsTurnToJoin() {
    Plan plan = planned(Scene.serving(3, OLD), 3, new Pace(1, 2));

    assertThat(before(plan, "launch:blog-web-5")).isEmpty();
    assertThat(before(plan, "join:blog-web-5")).contains("join:blog-web-4", "drain:blog-web-1");
    assertThat(before(plan, "launch:blog-web-6")).contains("delete:blog-web-1");
  }

  @Test
  void whereMoreThanWantedServeTheSurplusMakesRoom() {
    Plan plan = planned(Scene.serving(4, OLD), 2, Pace.ONE_BY_ONE);

    assertThat(before(plan, "delete:blog-web-1")).containsExactly("drain:blog-web-1");
    assertThat(before(plan, "launch:blog-web-5"))
        .contains("delete:blog-web-2")
        .doesNotContain("delete:blog-web-3");
    assertThat(before(plan, "drain:blog-web-3")).contains("join:blog-web-5");
  }

  @Test
  void halfMadeMachinesOfTheOldImageGoFirst() {
    Scene scene = Scene.serving(2, OLD).machine(TierName.WEB, 3, MachineState.BOOTING, OLD);

    Plan plan = planned(scene, 2, Pace.ONE_BY_ONE);

    assertThat(before(plan, "launch:blog-web-4")).containsExactly("delete:blog-web-3");
  }

  /** Whatever there is already, no step waits for itself and no machine is there too many. */
  @ParameterizedTest
  @CsvSource({"1,1", "1,2", "1,5", "2,2", "2,3", "3,3", "3,7", "10,10", "1073741824,1073741824"})
  void anyMixtureIsReplacedWithinTheSurge(int batch, int surge) {
    for (int old = 0; old <= 5; old++) {
      for (int already = 0; already <= 3; already++) {
        for (int halfMade = 0; halfMade <= 2; halfMade++) {
          requireWithinSurge(mixture(old, already, halfMade), new Pace(batch, surge));
        }
      }
    }
  }

  private static Scene mixture(int old, int already, int halfMade) {
    Scene scene = Scene.serving(old, OLD);
    for (int number = 1; number <= already; number++) {
      scene.machine(TierName.WEB, 10 + number, MachineState.SERVING, NEW);
    }
    for (int number = 1; number <= halfMade; number++) {
      scene.machine(TierName.WEB, 20 + number, MachineState.BOOTING, NEW);
      scene.machine(TierName.WEB, 30 + number, MachineState.BOOTING, OLD);
    }
    return scene;
  }

  /** Runs the plan with every launch as early, and every deletion as late, as may be. */
  private static void requireWithinSurge(Scene scene, Pace pace) {
    int wanted = 3;
    Plan plan = planned(scene, wanted, pace);
    int there =
        (int)
            scene.observed().machines().stream()
                .filter(machine -> machine.name().contains("-web-"))
                .count();
    Set<String> launched = new HashSet<>();
    for (Step step : plan.steps()) {
      if (step.id().startsWith("launch:")) {
        launched.add(step.id());
        Set<String> done = before(plan, step.id());
        long gone = done.stream().filter(id -> id.startsWith("delete:")).count();
        long others = plan.steps().stream().filter(one -> mayBeThere(plan, one, step)).count();
        assertThat(there + others - gone)
            .as("at %s of %s", step.id(), ids(plan))
            .isLessThanOrEqualTo(Math.max(there, (long) wanted + pace.surge()));
      }
    }
    assertThat(there + launched.size() - deletions(plan)).isEqualTo(wanted);
  }

  /** Whether another launch, or this one, may have happened when this step is done. */
  private static boolean mayBeThere(Plan plan, Step other, Step step) {
    return other.id().startsWith("launch:")
        && !before(plan, other.id()).contains(step.id())
        && before(plan, step.id()).containsAll(deletionsBefore(plan, other));
  }

  private static Set<String> deletionsBefore(Plan plan, Step step) {
    Set<String> deletions = new HashSet<>(before(plan, step.id()));
    deletions.removeIf(id -> !id.startsWith("delete:"));
    return deletions;
  }

  private static long deletions(Plan plan) {
    return plan.steps().stream().filter(step -> step.id().startsWith("delete:")).count();
  }

  @Test
  void machinesOfASetAreReplacedInAFleetThatIsInstalled() {
    Scene scene = Scene.serving(2, null).machine(TierName.WEB, 3, MachineState.SERVING, NEW);

    Plan plan = scene.planned(2, null);

    assertThat(ids(plan)).containsExactly("drain:blog-web-3", "delete:blog-web-3");
  }

  @Test
  void noMoreRoomIsNeededThanForWhatStandsBesideTheOldOnesAtOnce() {
    assertThat(PeakLaunches.of(planned(new Scene(), 4, Pace.ONE_BY_ONE))).hasSize(6);
    assertThat(PeakLaunches.of(planned(Scene.serving(4, NEW), 6, Pace.ONE_BY_ONE))).hasSize(2);
    assertThat(PeakLaunches.of(planned(Scene.serving(4, OLD), 4, new Pace(2, 3)))).hasSize(3);
    assertThat(PeakLaunches.of(planned(Scene.serving(4, OLD), 4, new Pace(1, 9)))).hasSize(4);
    assertThat(PeakLaunches.of(planned(Scene.serving(4, NEW), 2, Pace.ONE_BY_ONE))).isEmpty();
  }

  @Test
  void aSurgeBelowTheBatchIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Pace(2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Pace(0, 1));
  }

  private static Plan planned(Scene scene, int web, Pace pace) {
    return Planner.plan(
        new Desired(Scene.spec(web), Scene.RECIPE, Scene.set(NEW)), scene.observed(), pace);
  }

  private static List<String> ids(Plan plan) {
    return plan.steps().stream().map(Step::id).toList();
  }

  private static Step step(Plan plan, String id) {
    return plan.steps().stream().filter(step -> step.id().equals(id)).findFirst().orElseThrow();
  }

  /** All steps that are done before a step, directly or not. */
  private static Set<String> before(Plan plan, String id) {
    Set<String> before = new HashSet<>();
    Deque<Collection<String>> next = new ArrayDeque<>(List.of(step(plan, id).after()));
    while (!next.isEmpty()) {
      for (String one : next.pop()) {
        if (before.add(one)) {
          next.push(step(plan, one).after());
        }
      }
    }
    return before;
  }
}

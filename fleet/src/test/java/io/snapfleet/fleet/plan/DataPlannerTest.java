package io.snapfleet.fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Action.JoinMachine;
import io.snapfleet.fleet.plan.Action.PersonaliseMachine;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DataPlannerTest {
  private static final String SET = "ab12cd34ef56";
  private static final NewerData NEWER = new NewerData("k3v9aaaaaaaa", Scene.NOW.plusSeconds(60));

  @Test
  void aFleetBuiltFromASetGetsTheDumpAndEveryWebMachineTheFiles() {
    Plan plan = new Scene().planned(2, Scene.set(SET), NEWER);

    assertThat(dataSteps(plan))
        .containsExactly("load:blog-database-1", "refresh:blog-web-1", "refresh:blog-web-2");
    assertThat(step(plan, "load:blog-database-1").after())
        .containsExactly("personalise:blog-database-1");
    assertThat(step(plan, "refresh:blog-web-1").after()).containsExactly("launch:blog-web-1");
    assertThat(step(plan, "personalise:blog-web-1").after())
        .contains("refresh:blog-web-1", "load:blog-database-1");
    assertThat(step(plan, "initialise:blog-web-1").after()).contains("load:blog-database-1");
    assertThat(
            ((PersonaliseMachine) step(plan, "personalise:blog-database-1").action()).dataFollows())
        .isTrue();
    assertThat(step(plan, "refresh:blog-web-1").reason())
        .isEqualTo("backup k3v9aaaaaaaa of 2026-11-01T12:01:00Z is the newest data");
  }

  @Test
  void withoutNewerDataNothingIsRefreshed() {
    assertThat(dataSteps(new Scene().planned(2, Scene.set(SET)))).isEmpty();
  }

  @Test
  void aScaleUpNeverTouchesTheDatabase() {
    Plan plan = Scene.serving(2, SET).planned(3, Scene.set(SET), NEWER);

    assertThat(dataSteps(plan)).containsExactly("refresh:blog-web-3");
  }

  @Test
  void aRollRefreshesTheNewMachinesOnly() {
    Plan plan = Scene.serving(2, "otherset1234").planned(2, Scene.set(SET), NEWER);

    assertThat(dataSteps(plan)).containsExactly("refresh:blog-web-3", "refresh:blog-web-4");
  }

  @Test
  void machinesInstalledFromScratchGetTheFilesButNoDump() {
    assertThat(dataSteps(new Scene().planned(1, null, NEWER)))
        .containsExactly("refresh:blog-web-1");
    Plan scaled = Scene.serving(1, null).planned(2, null, NEWER);
    assertThat(step(scaled, "refresh:blog-web-2").after()).containsExactly("install:blog-web-2");
  }

  @Test
  void aDatabaseMadeAgainOnItsLiveVolumeKeepsItsData() {
    Scene scene =
        Scene.serving(1, SET)
            .broken("blog-database-1")
            .live("blog-database-1-data-1", "blog-web-1");
    Plan plan = scene.planned(1, Scene.set(SET), NEWER);

    assertThat(plan.steps()).extracting(Step::id).contains("launch:blog-database-1");
    assertThat(dataSteps(plan)).isEmpty();
    assertThat(((JoinMachine) step(plan, "join:blog-web-1").action()).live()).isTrue();
  }

  @Test
  void aVolumeWhoseDatabaseNeverServedIsLoadedAgain() {
    Plan plan = Scene.serving(1, SET).broken("blog-database-1").planned(1, Scene.set(SET), NEWER);

    assertThat(dataSteps(plan)).contains("load:blog-database-1");
  }

  @Test
  void aLiveMachineThatWasCutOffWhileItWasIntroducedToADatabaseKeepsItsFiles() {
    Scene scene = new Scene().ground().machine(TierName.WEB, 1, MachineState.PERSONALISING, SET);
    assertThat(dataSteps(scene.planned(1, Scene.set(SET), NEWER))).contains("refresh:blog-web-1");
    assertThat(dataSteps(scene.live("blog-web-1").planned(1, Scene.set(SET), NEWER)))
        .doesNotContain("refresh:blog-web-1");
  }

  @Test
  void aMachineOfTheNameOfALiveOneIsNewAllTheSame() {
    SnapshotSet set = Scene.set(SET);
    Scene scene = Scene.serving(1, SET).without("blog-web-1").live("blog-web-1");
    Plan plan = scene.planned(1, set, NEWER);

    assertThat(dataSteps(plan)).containsExactly("refresh:blog-web-1");
    assertThat(((JoinMachine) step(plan, "join:blog-web-1").action()).live()).isFalse();
  }

  private static Step step(Plan plan, String id) {
    return plan.steps().stream().filter(step -> step.id().equals(id)).findFirst().orElseThrow();
  }

  private static List<String> dataSteps(Plan plan) {
    Set<String> kinds = Set.of("refresh", "load");
    return plan.steps().stream()
        .map(Step::id)
        .filter(id -> kinds.contains(id.substring(0, id.indexOf(':'))))
        .toList();
  }
}

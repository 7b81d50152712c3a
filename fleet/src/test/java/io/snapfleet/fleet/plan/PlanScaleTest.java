package io.snapfleet.fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.TierName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans of very many machines: nothing in them grows faster than the machines. */
class PlanScaleTest {
  private static final int WEB = 9_998;

  @Test
  void deployingTenThousandMachinesFromNothing() {
    Plan plan = new Scene().planned(WEB, null);

    assertThat(count(plan, "launch")).isEqualTo(WEB + 2);
    assertThat(count(plan, "install")).isEqualTo(WEB + 2);
    assertThat(count(plan, "personalise")).isEqualTo(WEB + 2);
    assertThat(count(plan, "join")).isEqualTo(WEB);
    assertLinear(plan);
  }

  @Test
  void rollingTenThousandMachinesToAnotherSet() {
    Plan plan = Scene.serving(WEB, "aaaaaaaaaaaa").planned(WEB, Scene.set("bbbbbbbbbbbb"));

    assertThat(count(plan, "launch")).isEqualTo(WEB);
    assertThat(count(plan, "join")).isEqualTo(WEB);
    assertThat(count(plan, "drain")).isEqualTo(WEB);
    assertThat(count(plan, "delete")).isEqualTo(WEB);
    assertLinear(plan);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,50", "100,100", "100,2000"})
  void rollingTenThousandMachinesAtAPace(int batch, int surge) {
    Plan plan =
        Planner.plan(
            new Desired(Scene.spec(WEB), Scene.RECIPE, Scene.set("bbbbbbbbbbbb")),
            Scene.serving(WEB, "aaaaaaaaaaaa").observed(),
            new Pace(batch, surge));

    assertThat(PeakLaunches.of(plan)).hasSize(surge);
    assertThat(count(plan, "launch")).isEqualTo(WEB);
    assertThat(count(plan, "delete")).isEqualTo(WEB);
    assertLinear(plan);
  }

  @Test
  void changingSomeOfTenThousandMachines() {
    Scene scene = Scene.serving(WEB / 2, null);
    for (int number = WEB / 2 + 1; number <= WEB; number++) {
      scene.machine(
          TierName.WEB, number, number % 2 == 0 ? MachineState.FAILED : MachineState.BOOTING, null);
    }

    Plan plan = scene.planned(WEB, null);

    assertThat(count(plan, "delete")).isEqualTo(count(plan, "launch")).isPositive();
    assertLinear(plan);
  }

  @Test
  void takingTenThousandMachinesDown() {
    Plan plan = Planner.teardown("blog", Scene.serving(WEB, null).observed());

    assertThat(count(plan, "delete")).isEqualTo(WEB + 2);
    assertLinear(plan);
  }

  private static long count(Plan plan, String kind) {
    return plan.steps().stream().filter(step -> step.id().startsWith(kind + ":")).count();
  }

  private static void assertLinear(Plan plan) {
    long edges = plan.steps().stream().mapToLong(step -> step.after().size()).sum();
    assertThat(edges).isLessThan(10L * plan.steps().size());
  }
}

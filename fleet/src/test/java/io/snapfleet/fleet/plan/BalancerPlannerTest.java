package io.snapfleet.fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.provider.api.FirewallRules;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Fleets behind a load balancer that the provider runs. */
class BalancerPlannerTest {
  private static final String SET_UP = "balancer:blog-lb";

  @Test
  void itIsSetUpBesideTheMachinesWhichJoinItLast() {
    Plan plan = new Scene().plannedBehindTheProvider(2, null);

    assertThat(ids(plan)).contains(SET_UP, "join:blog-web-1").noneMatch(id -> id.contains("proxy"));
    assertThat(after(plan, SET_UP))
        .containsExactlyInAnyOrder("network:blog-net", "firewall:blog-fw");
    assertThat(after(plan, "launch:blog-web-1")).doesNotContain(SET_UP);
    assertThat(after(plan, "join:blog-web-1")).contains(SET_UP, "personalise:blog-web-1");
  }

  @Test
  void machinesAreConfiguredWithItsAddressWhateverPortsTheProviderPublishes() {
    Plan plan = new Scene().plannedBehindTheProvider(1, null);

    assertThat(after(plan, "personalise:blog-web-1")).contains(SET_UP);
    assertThat(after(plan, "personalise:blog-database-1")).contains(SET_UP);
    assertThat(plan.steps())
        .extracting(Step::action)
        .filteredOn(Action.LaunchMachine.class::isInstance)
        .allSatisfy(launch -> assertThat(((Action.LaunchMachine) launch).publish()).isFalse());
  }

  @Test
  void webMachinesAreOpenToAnywhere() {
    Plan plan = new Scene().plannedBehindTheProvider(1, null);

    assertThat(plan.steps())
        .extracting(Step::action)
        .filteredOn(Action.ApplyFirewall.class::isInstance)
        .flatExtracting(one -> ((Action.ApplyFirewall) one).allowed())
        .filteredOn(allow -> allow.fromTier().equals(FirewallRules.FROM_ANYWHERE))
        .containsExactly(new FirewallRules.Allow(FirewallRules.FROM_ANYWHERE, "web", 80));
  }

  @Test
  void fleetAsWantedNeedsNothing() {
    assertThat(Scene.behindTheProvider(2, null).plannedBehindTheProvider(2, null).steps())
        .isEmpty();
  }

  @Test
  void scalingTouchesNoBalancer() {
    Scene scene = Scene.behindTheProvider(2, null);

    assertThat(ids(scene.plannedBehindTheProvider(1, null)))
        .containsExactly("drain:blog-web-1", "delete:blog-web-1");
    assertThat(ids(scene.plannedBehindTheProvider(3, null)))
        .contains("launch:blog-web-3", "join:blog-web-3")
        .doesNotContain(SET_UP, "personalise:blog-web-1");
  }

  @Test
  void anotherImageReplacesWebMachinesAsBehindAProxy() {
    Plan plan =
        Scene.behindTheProvider(2, "aaaaaaaaaaaa")
            .plannedBehindTheProvider(2, Scene.set("bbbbbbbbbbbb"));

    assertThat(after(plan, "drain:blog-web-1")).contains("join:blog-web-3", "join:blog-web-4");
    assertThat(ids(plan)).doesNotContain(SET_UP);
  }

  @Test
  void aBalancerWithoutAMachineThatServesIsSetUpAgainBeforeAnyLeaves() {
    Scene scene = Scene.behindTheProvider(2, null).balancer("203.0.113.9", List.of("blog-web-1"));

    Plan plan = scene.plannedBehindTheProvider(1, null);

    assertThat(step(plan, SET_UP).reason())
        .isEqualTo("blog-web-2 serves and gets no requests from it");
    assertThat(after(plan, "drain:blog-web-1")).containsExactly(SET_UP);
    assertThat(ids(plan)).doesNotContain("personalise:blog-web-2");
  }

  @Test
  void aBalancerWithoutAnAddressIsWaitedForAndThoseThatServeAreToldIt() {
    Scene scene = Scene.behindTheProvider(1, null).balancer(null, List.of("blog-web-1"));

    Plan plan = scene.plannedBehindTheProvider(1, null);

    assertThat(after(plan, "personalise:blog-web-1")).contains(SET_UP);
    assertThat(ids(plan)).contains("join:blog-web-1");
  }

  @Test
  void aProxyGoesOnlyWhenTheBalancerHasTakenItsPlaceWhateverItIs() {
    Scene scene = Scene.serving(1, null).without("blog-proxy-1");
    scene.machine(TierName.PROXY, 1, MachineState.SERVING, "bbbbbbbbbbbb");

    Plan plan = scene.plannedBehindTheProvider(1, null);

    assertThat(after(plan, "delete:blog-proxy-1")).contains("join:blog-web-1");
    assertThat(after(plan, "join:blog-web-1")).contains(SET_UP);
    assertThat(plan.notes()).noneMatch(note -> note.contains("is kept"));
  }

  @Test
  void aBalancerGoesOnlyWhenAProxyHasTakenItsPlace() {
    Plan plan = Scene.behindTheProvider(1, null).planned(1, null);

    assertThat(after(plan, "delete-balancer:blog-lb")).contains("personalise:blog-proxy-1");
  }

  @Test
  void teardownDeletesItBeforeTheNetwork() {
    Plan plan = Planner.teardown("blog", Scene.behindTheProvider(1, null).observed());

    assertThat(after(plan, "delete-network:blog-net")).contains("delete-balancer:blog-lb");
  }

  private static List<String> ids(Plan plan) {
    return plan.steps().stream().map(Step::id).toList();
  }

  private static Step step(Plan plan, String id) {
    return plan.steps().stream().filter(step -> step.id().equals(id)).findFirst().orElseThrow();
  }

  private static Set<String> after(Plan plan, String id) {
    return step(plan, id).after();
  }
}

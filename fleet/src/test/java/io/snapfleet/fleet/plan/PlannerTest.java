package io.snapfleet.fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.fleet.plan.Action.LaunchMachine;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.Machine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {
  @Test
  void nothingThereDeploysDatabaseThenWebThenTraffic() {
    Plan plan = new Scene().planned(2, null);

    assertThat(ids(plan))
        .containsExactly(
            "network:blog-net",
            "firewall:blog-fw",
            "base:base image",
            "volume:blog-database-1-data-1",
            "launch:blog-database-1",
            "launch:blog-web-1",
            "launch:blog-web-2",
            "launch:blog-proxy-1",
            "install:blog-database-1",
            "personalise:blog-database-1",
            "install:blog-web-1",
            "personalise:blog-web-1",
            "install:blog-web-2",
            "personalise:blog-web-2",
            "install:blog-proxy-1",
            "personalise:blog-proxy-1",
            "initialise:blog-web-1",
            "join:blog-web-1",
            "join:blog-web-2");
    assertThat(before(plan, "install:blog-web-1")).doesNotContain("personalise:blog-database-1");
    assertThat(before(plan, "personalise:blog-web-1")).contains("personalise:blog-database-1");
    assertThat(before(plan, "launch:blog-web-1")).contains("firewall:blog-fw", "base:base image");
    assertThat(before(plan, "join:blog-web-2"))
        .contains("initialise:blog-web-1", "personalise:blog-proxy-1", "personalise:blog-web-2");
  }

  @Test
  void fleetAsWantedNeedsNothing() {
    assertThat(Scene.serving(2, null).planned(2, null).steps()).isEmpty();
  }

  @Test
  void fromSnapshotSetInstallsNothingAndCopiesTheVolume() {
    Plan plan = new Scene().planned(2, Scene.set("ab12cd34ef56"));

    assertThat(ids(plan)).noneMatch(id -> id.startsWith("install:") || id.startsWith("base:"));
    assertThat(action(plan, "volume:blog-database-1-data-1"))
        .isEqualTo(
            new Action.CreateVolume(
                "blog-database-1-data-1", TierName.DATABASE, 1L << 30, "ab12cd34ef56-data"));
    assertThat(action(plan, "launch:blog-web-1"))
        .isInstanceOfSatisfying(
            Action.LaunchMachine.class,
            launch -> {
              assertThat(launch.image()).isEqualTo("ab12cd34ef56-web");
              assertThat(launch.setId()).isEqualTo("ab12cd34ef56");
            });
  }

  @Test
  void scalingUpTouchesOnlyNewMachines() {
    Plan plan = Scene.serving(2, "ab12cd34ef56").planned(4, Scene.set("ab12cd34ef56"));

    assertThat(ids(plan))
        .containsExactly(
            "launch:blog-web-3",
            "launch:blog-web-4",
            "personalise:blog-web-3",
            "personalise:blog-web-4",
            "join:blog-web-3",
            "join:blog-web-4");
  }

  @Test
  void scalingDownDrainsTheOldestBeforeItIsDeleted() {
    Plan plan = Scene.serving(3, null).planned(2, null);

    assertThat(ids(plan)).containsExactly("drain:blog-web-1", "delete:blog-web-1");
    assertThat(before(plan, "delete:blog-web-1")).containsExactly("drain:blog-web-1");
  }

  @Test
  void scalingDownPrefersMachinesThatDoNotServe() {
    Plan plan =
        Scene.serving(2, null)
            .machine(TierName.WEB, 3, MachineState.BOOTING, null)
            .planned(2, null);

    assertThat(ids(plan)).containsExactly("delete:blog-web-3");
  }

  @Test
  void anotherImageReplacesWebMachinesOnlyAfterTheNewOnesHaveJoined() {
    Plan plan = Scene.serving(2, "aaaaaaaaaaaa").planned(2, Scene.set("bbbbbbbbbbbb"));

    assertThat(ids(plan))
        .contains("join:blog-web-3", "join:blog-web-4", "delete:blog-web-1", "delete:blog-web-2");
    assertThat(before(plan, "drain:blog-web-1")).contains("join:blog-web-3", "join:blog-web-4");
    assertThat(before(plan, "drain:blog-web-2")).contains("join:blog-web-3", "join:blog-web-4");
    assertThat(step(plan, "delete:blog-web-1").reason())
        .isEqualTo("replaced: image changed from aaaaaaaaaaaa-web to bbbbbbbbbbbb-web");
    assertThat(plan.notes())
        .anyMatch(note -> note.startsWith("blog-database-1 is kept"))
        .anyMatch(note -> note.startsWith("blog-proxy-1 is kept"));
    assertThat(ids(plan)).noneMatch(id -> id.contains("database") || id.contains("proxy"));
  }

  @Test
  void tiersThatTheSetHasNoImageOfAreInstalled() {
    Plan plan = new Scene().planned(2, Scene.webAlone("bbbbbbbbbbbb", "baked"));

    assertThat(ids(plan))
        .contains("base:base image", "install:blog-database-1", "install:blog-proxy-1")
        .doesNotContain("install:blog-web-1", "install:blog-web-2");
    assertThat(((LaunchMachine) step(plan, "launch:blog-web-1").action()).image())
        .isEqualTo("baked");
    assertThat(((LaunchMachine) step(plan, "launch:blog-database-1").action()).setId()).isNull();
  }

  @Test
  void machinesOfTiersThatTheSetHasNoImageOfStay() {
    Plan plan = Scene.serving(1, null).planned(1, Scene.webAlone("bbbbbbbbbbbb", "baked"));

    assertThat(plan.notes()).isEmpty();
    assertThat(ids(plan))
        .contains("delete:blog-web-1")
        .noneMatch(id -> id.contains("database") || id.contains("proxy") || id.startsWith("base"));
  }

  @Test
  void anotherSetWithTheSameImagesReplacesNothing() {
    String image = Scene.imageOf("aaaaaaaaaaaa", TierName.WEB);
    Scene scene = new Scene().ground().volume("blog-database-1-data-1");
    scene.machine(TierName.DATABASE, 1, MachineState.SERVING, null);
    scene.machine(TierName.WEB, 1, MachineState.SERVING, "aaaaaaaaaaaa");
    scene.machine(TierName.PROXY, 1, MachineState.SERVING, null);

    assertThat(scene.planned(1, Scene.webAlone("bbbbbbbbbbbb", image)).isEmpty()).isTrue();
  }

  @Test
  void halfMadeMachineIsGoneOnWith() {
    Plan plan =
        Scene.serving(1, null)
            .machine(TierName.WEB, 2, MachineState.BOOTING, null)
            .planned(2, null);

    assertThat(ids(plan))
        .containsExactly("install:blog-web-2", "personalise:blog-web-2", "join:blog-web-2");
  }

  @Test
  void halfMadeMachineWithoutAnAddressIsWaitedForByLaunchingItAgain() {
    Plan plan =
        Scene.serving(1, null)
            .machine(TierName.WEB, 2, MachineState.BOOTING, null)
            .withoutAddress("blog-web-2")
            .planned(2, null);

    assertThat(ids(plan)).startsWith("launch:blog-web-2", "install:blog-web-2");
  }

  @Test
  void whereSomeHalfMadeMachinesAreTooManyTheOthersAreGoneOnWith() {
    Plan plan =
        Scene.serving(1, "aaaaaaaaaaaa")
            .machine(TierName.WEB, 2, MachineState.BOOTING, "aaaaaaaaaaaa")
            .machine(TierName.WEB, 3, MachineState.BOOTING, "aaaaaaaaaaaa")
            .machine(TierName.WEB, 4, MachineState.BOOTING, "aaaaaaaaaaaa")
            .planned(2, Scene.set("aaaaaaaaaaaa"));

    assertThat(ids(plan))
        .containsExactlyInAnyOrder(
            "personalise:blog-web-4", "join:blog-web-4", "delete:blog-web-2", "delete:blog-web-3");
  }

  @Test
  void webMachinesThatServeAreToldOfANewDatabase() {
    Scene scene = new Scene().ground();
    scene.machine(TierName.WEB, 1, MachineState.SERVING, null);
    scene.machine(TierName.WEB, 2, MachineState.SERVING, null);
    scene.machine(TierName.PROXY, 1, MachineState.SERVING, null);

    Plan plan = scene.planned(1, null);

    assertThat(before(plan, "personalise:blog-web-2")).contains("personalise:blog-database-1");
    assertThat(ids(plan))
        .contains("join:blog-web-2", "delete:blog-web-1")
        .doesNotContain("personalise:blog-web-1", "install:blog-web-2");
  }

  @Test
  void whereTheSiteIsAtTheFrontMachinesAddressOthersWaitForThat() {
    Plan plan = new Scene().lacking(Capability.PUBLISH_PORTS).planned(1, null);

    assertThat(before(plan, "personalise:blog-web-1")).contains("launch:blog-proxy-1");
    assertThat(before(plan, "personalise:blog-database-1")).contains("launch:blog-proxy-1");
    assertThat(before(new Scene().planned(1, null), "personalise:blog-web-1"))
        .doesNotContain("launch:blog-proxy-1");
  }

  @Test
  void halfMadeDatabaseIsGoneOnWithEvenWhenAnotherSizeIsWanted() {
    Scene scene = new Scene().ground().volume("blog-database-1-data-1");
    scene.provided(TierName.DATABASE, "blog-database-1", 1, Machine.State.RUNNING, "large");
    scene.remembered(TierName.DATABASE, "blog-database-1", 1, MachineState.BOOTING, null);

    Plan plan = scene.planned(1, null);

    assertThat(ids(plan))
        .contains("personalise:blog-database-1")
        .doesNotContain("launch:blog-database-1", "delete:blog-database-1");
  }

  @Test
  void machineNobodyRemembersIsDeleted() {
    Plan plan =
        Scene.serving(2, null)
            .provided(TierName.WEB, "blog-web-9", 9, Machine.State.RUNNING, "small")
            .planned(2, null);

    assertThat(ids(plan)).containsExactly("delete:blog-web-9");
  }

  @Test
  void brokenDatabaseIsReplacedUnderItsNameWithItsVolume() {
    Scene scene = new Scene().ground().volume("blog-database-1-data-1");
    scene.machine(TierName.DATABASE, 1, MachineState.FAILED, null);
    scene.machine(TierName.WEB, 1, MachineState.SERVING, null);
    scene.machine(TierName.PROXY, 1, MachineState.SERVING, null);

    Plan plan = scene.planned(1, null);

    assertThat(before(plan, "launch:blog-database-1")).contains("delete:blog-database-1");
    assertThat(ids(plan)).noneMatch(id -> id.startsWith("volume:"));
    assertThat(plan.notes()).anyMatch(note -> note.contains("blog-database-1-data-1"));
  }

  @Test
  void stoppedWebMachineLeavesTheLoadBalancerAndIsReplacedUnderAnotherName() {
    Scene scene = Scene.serving(1, null);
    scene.provided(TierName.WEB, "blog-web-2", 2, Machine.State.STOPPED, "small");
    scene.remembered(TierName.WEB, "blog-web-2", 2, MachineState.SERVING, null);

    Plan plan = scene.planned(2, null);

    assertThat(ids(plan))
        .contains("drain:blog-web-2", "delete:blog-web-2", "launch:blog-web-3", "join:blog-web-3");
  }

  @Test
  void webMachineWithoutLoadBalancerPublishesTheSiteAndKeepsItsName() {
    FleetSpec alone =
        new FleetSpec(
            "blog",
            Scene.spec(1).provider(),
            Scene.spec(1).application(),
            Scene.spec(1).site(),
            Map.of(TierName.WEB, new TierSpec(1, "small", 0)),
            Scene.spec(1).deadlines(),
            Scene.spec(1).backup());
    Observed broken =
        new Scene().ground().machine(TierName.WEB, 1, MachineState.FAILED, null).observed();

    Plan plan = Planner.plan(new Desired(alone, Scene.RECIPE, null), broken);

    assertThat(action(plan, "launch:blog-web-1"))
        .isInstanceOfSatisfying(
            Action.LaunchMachine.class, launch -> assertThat(launch.publish()).isTrue());
    assertThat(before(plan, "launch:blog-web-1")).contains("delete:blog-web-1");
  }

  @Test
  void teardownDeletesEverythingMachinesFirst() {
    Plan plan = Planner.teardown("blog", Scene.serving(2, null).observed());

    assertThat(ids(plan))
        .containsExactlyInAnyOrder(
            "delete:blog-database-1",
            "delete:blog-web-1",
            "delete:blog-web-2",
            "delete:blog-proxy-1",
            "delete-volume:blog-database-1-data-1",
            "delete-firewall:blog-fw",
            "delete-network:blog-net");
    assertThat(before(plan, "delete-network:blog-net"))
        .contains("delete:blog-web-1", "delete-firewall:blog-fw");
    assertThat(before(plan, "delete-volume:blog-database-1-data-1"))
        .contains("delete:blog-database-1");
  }

  @Test
  void estimateIsTheLongestChain() {
    Plan plan = new Scene().planned(50, null);

    assertThat(plan.estimate()).isEqualTo(new Scene().planned(2, null).estimate());
  }

  private static List<String> ids(Plan plan) {
    return plan.steps().stream().map(Step::id).toList();
  }

  private static Step step(Plan plan, String id) {
    return plan.steps().stream().filter(step -> step.id().equals(id)).findFirst().orElseThrow();
  }

  private static Action action(Plan plan, String id) {
    return step(plan, id).action();
  }

  /** All steps that are done before a step, directly or not. */
  private static Set<String> before(Plan plan, String id) {
    Set<String> before = new HashSet<>();
    Collection<String> next = new ArrayList<>(step(plan, id).after());
    while (!next.isEmpty()) {
      before.addAll(next);
      next = next.stream().flatMap(one -> step(plan, one).after().stream()).toList();
    }
    return before;
  }
}
